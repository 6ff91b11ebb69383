-- One row per line of waiting advice that several payments share, with its turn and where in the advice's money it begins; what
-- is taken off comes off the first payment.
SELECT
    l.head_key, l.line_number, l.paid_amount, s.places, s.amounts,
    row_number() OVER turns AS turn, count(*) OVER advice AS lines,
    min(l.paid_amount) OVER advice < 0 AS has_negative_lines,
    (sum(least(l.paid_amount, 0)) OVER advice)::BIGINT AS taken_off,
    (sum(greatest(l.paid_amount, 0)) OVER turns - greatest(l.paid_amount, 0))::BIGINT AS begins_at
FROM advice_laid AS l
JOIN (
    SELECT t.head_key, max(t.places) AS places, list(t.amount ORDER BY t.place) AS amounts
    FROM ties AS t WHERE t.places > 1 GROUP BY t.head_key
) AS s USING (head_key)
WINDOW advice AS (PARTITION BY l.head_key), turns AS (PARTITION BY l.head_key ORDER BY l.line_number)
