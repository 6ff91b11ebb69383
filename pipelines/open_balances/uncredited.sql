-- One row per variance whose credit goes back to its memo, latest first, and how much of it.
-- key: variance_id
WITH credited_sums AS (
    -- One that is withdrawn for the rest may hold a credit still.
    SELECT
        v.variance_id,
        i.document_no,
        v.opened_date,
        CASE WHEN v.outcome = 'settled_by_credit' AND v.original_amount = 0 THEN v.amount ELSE v.credited_amount END
            AS amount
    FROM standing_variances AS v
    JOIN documents_in_play AS i USING (company_code, invoice_number)
),

stacked AS (
    SELECT
        c.*,
        w.amount AS wanted,
        coalesce(sum(c.amount) OVER (
            PARTITION BY c.document_no ORDER BY c.opened_date DESC, c.variance_id DESC
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0)::BIGINT AS before
    FROM credited_sums AS c
    JOIN (
        SELECT
            document_no,
            sum(amount)::BIGINT AS amount
        FROM restated_credits
        GROUP BY ALL
    ) AS w USING (document_no)
    WHERE c.amount > 0
)

SELECT
    variance_id,
    least(amount, wanted - before)::BIGINT AS amount
FROM stacked
WHERE before < wanted
