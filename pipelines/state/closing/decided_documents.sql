-- One row per document in play, with what people wrote off on it and what its disputes still hold.
-- key: company_code, invoice_number
WITH decided_off AS (
    SELECT v.company_code, v.invoice_number, sum(d.amount)::BIGINT AS amount
    FROM decided AS d JOIN settled_variances AS v USING (variance_id)
    WHERE v.invoice_number IS NOT NULL AND v.amount > 0 AND v.slot <> 'misapplied' GROUP BY ALL
)
SELECT
    s.* REPLACE (
        s.written_off_amount + coalesce(d.amount, 0) AS written_off_amount,
        s.disputed_amount - coalesce(d.amount, 0) AS disputed_amount,
        CASE WHEN d.amount IS NULL THEN s.settled_date ELSE getvariable('night') END AS settled_date),
    s.effective_gross - s.allocated_amount - s.discount_granted_amount - s.credited_amount - s.written_off_amount
        - s.disputed_amount AS open_amount
FROM settled_documents AS s LEFT JOIN decided_off AS d USING (company_code, invoice_number)
