-- One row per document of tonight's extract, with why it cannot be taken, if so.
-- key: company_code, invoice_number
SELECT
    l.*,
    CASE
        WHEN o.invoice_number IS NULL OR NOT o.is_settled THEN NULL
        WHEN l.payer_id <> o.payer_id
            THEN 'payer_id of a settled document changed: expected ' || o.payer_id || ', found ' || l.payer_id
        WHEN l.currency <> o.currency
            THEN 'currency of a settled document changed: expected ' || o.currency || ', found ' || l.currency
    END AS refusal
FROM landed_invoices AS l
LEFT JOIN (
    SELECT *, allocated_amount <> 0 OR credited_amount <> 0 OR written_off_amount <> 0 OR disputed_amount <> 0 AS is_settled
    FROM old_documents
) AS o USING (company_code, invoice_number)
