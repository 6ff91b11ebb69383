-- One row per payment of tonight that takes an earlier one back, with the one it takes back; `before` is what others of
-- tonight take of it first. One that is sent again is reckoned anew: what it took is put back first.
-- key: receipt_no
WITH earlier AS (
    SELECT
        company_code,
        reverses_payment_id AS payment_id,
        -sum(amount) AS amount
    FROM receipts
    WHERE mode = 'reversal' AND NOT is_new AND unapplied_amount = 0
    GROUP BY ALL
),

refunded AS (
    SELECT
        receipt_no,
        -sum(amount)::BIGINT AS amount
    FROM prior_allocations
    WHERE method = 'refund'
    GROUP BY ALL
),

pairs AS (
    SELECT
        r.receipt_no,
        o.receipt_no AS original_no,
        -r.amount AS amount,
        o.amount AS original_amount,
        coalesce(b.amount, 0) AS refunded_before,
        CASE
            WHEN o.is_new THEN o.amount
            ELSE o.unapplied_amount + coalesce(sum(b.amount) OVER (PARTITION BY o.receipt_no), 0)::BIGINT
        END AS unapplied_before,
        coalesce(e.amount, 0) AS earlier_amount,
        coalesce(sum(-r.amount) OVER (
            PARTITION BY o.receipt_no ORDER BY r.receipt_no ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0) AS before
    FROM receipts AS r
    JOIN
        receipts AS o
        ON o.company_code = r.company_code AND o.payment_id = r.reverses_payment_id AND o.currency = r.currency
    LEFT JOIN earlier AS e ON e.company_code = o.company_code AND e.payment_id = o.payment_id
    LEFT JOIN refunded AS b ON b.receipt_no = r.receipt_no
    WHERE r.mode = 'reversal' AND (r.is_new OR r.unapplied_amount <> 0)
)

SELECT
    *,
    earlier_amount + before + amount >= original_amount AS is_whole
FROM pairs
