-- One row per overpayment of tonight and what of its money a return takes that follows its payment: sent back, it is
-- repaid; largest first.
-- key: variance_id
SELECT
    variance_id,
    -least(-amount, taken - before)::BIGINT AS amount
FROM (
    SELECT
        i.variance_id,
        i.amount,
        m.taken,
        coalesce(sum(-i.amount) OVER (
            PARTITION BY i.receipt_no ORDER BY i.amount, i.variance_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0) AS before
    FROM identified AS i
    JOIN
        (
            SELECT
                original_no AS receipt_no,
                sum(held_amount) AS taken
            FROM moved_returns
            GROUP BY original_no
        ) AS m
        USING (receipt_no)
    WHERE i.slot = 'overpayment' AND i.amount < 0
)
WHERE before < taken
