-- One row per source with advice: the money it brings, what is posted of it, and what the advice says beyond it.
-- key: receipt_no
WITH refunded AS (
    -- What a return takes off documents is no money that the payment has to spend once more.
    SELECT
        receipt_no,
        sum(amount)::BIGINT AS amount
    FROM reversal_rows
    WHERE method = 'refund' AND receipt_no = original_no
    GROUP BY ALL
),

kept_refunds AS (
    SELECT
        receipt_no,
        sum(amount)::BIGINT AS amount
    FROM prior_allocations
    WHERE method = 'refund'
    GROUP BY ALL
),

posted AS (
    SELECT
        s.receipt_no,
        sum(p.applied_amount)::BIGINT AS amount
    FROM night_postings AS p JOIN receipts AS s USING (company_code, payment_id)
    GROUP BY ALL
),

advised AS (
    SELECT
        receipt_no,
        sum(paid_amount) AS amount
    FROM (
        SELECT DISTINCT
            receipt_no,
            line_no,
            paid_amount
        FROM line_outcomes
    )
    GROUP BY ALL
)

SELECT
    s.receipt_no,
    s.is_moneyless,
    p.amount IS NOT NULL AS has_postings,
    CASE
        WHEN s.mode = 'retry' THEN s.unapplied_amount
        ELSE s.amount - coalesce(k.amount, 0) - coalesce(p.amount, 0)
    END - coalesce(r.amount, 0) AS money,
    a.amount AS advised_amount,
    CASE
        WHEN p.amount IS NOT NULL OR a.amount IS NULL THEN 0
        ELSE a.amount - (CASE WHEN s.mode = 'retry' THEN s.unapplied_amount ELSE s.amount END)
    END AS beyond_money
FROM receipts AS s
LEFT JOIN refunded AS r USING (receipt_no)
LEFT JOIN kept_refunds AS k USING (receipt_no)
LEFT JOIN posted AS p USING (receipt_no)
LEFT JOIN advised AS a USING (receipt_no)
WHERE s.mode IN ('full', 'retry')
