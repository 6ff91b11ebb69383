-- One row per payment and document that the ERP has posted, in minor units; is_new where tonight changed it.
-- key: company_code, payment_id, invoice_number
SELECT
    l.company_code, l.payment_id, l.invoice_number, l.applied_minor AS applied_amount, l.discount_minor AS discount_amount,
    l.posting_date,
    o.payment_id IS NULL OR o.applied_amount <> l.applied_minor OR coalesce(o.discount_amount, 0) <> l.discount_minor AS is_new
FROM landed_postings AS l LEFT JOIN old_postings AS o USING (company_code, payment_id, invoice_number)
WHERE l.refusal IS NULL
UNION ALL BY NAME
SELECT o.* EXCLUDE (is_live), false AS is_new FROM old_postings AS o
WHERE NOT EXISTS (
    SELECT 1 FROM landed_postings AS l WHERE l.refusal IS NULL AND l.company_code = o.company_code
        AND l.payment_id = o.payment_id AND l.invoice_number = o.invoice_number
)
