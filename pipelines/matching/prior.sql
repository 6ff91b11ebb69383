-- One row per source, document and claim: what earlier nights put there.
SELECT
    s.source_no, i.document_no, a.claim_key, a.amount, a.discount_amount, a.is_posted, a.method, a.applied_date,
    a.company_code, a.payment_id, a.invoice_number, a.value_date
FROM night_applications AS a
LEFT JOIN sources AS s ON s.company_code = a.company_code AND s.payment_id = a.payment_id
LEFT JOIN items AS i ON i.company_code = a.company_code AND i.invoice_number = a.invoice_number
WHERE a.amount <> 0 OR a.discount_amount <> 0
