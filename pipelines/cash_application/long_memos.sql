-- One row per payment whose memo holds more numbers than are read (policy `reference_limit`): how many it holds, and
-- how many are read.
-- key: receipt_no
SELECT
    receipt_no,
    sum(number_count)::BIGINT AS number_count,
    coalesce(sum(number_count) FILTER (WHERE numbers_so_far <= getvariable('reference_limit')), 0)::BIGINT AS read_count
FROM memo_tokens
GROUP BY receipt_no
HAVING max(numbers_so_far) > getvariable('reference_limit')
