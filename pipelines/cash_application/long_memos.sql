-- One row per payment whose memo holds more numbers than are read (policy `reference_limit`): how many it holds, and how many are read.
-- key: source_no
SELECT
    source_no, sum(number_count)::BIGINT AS number_count,
    coalesce(sum(number_count) FILTER (WHERE numbers_so_far <= getvariable('reference_limit')), 0)::BIGINT AS read_count
FROM memo_tokens
GROUP BY source_no HAVING max(numbers_so_far) > getvariable('reference_limit')
