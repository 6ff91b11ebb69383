-- One row per document in play, with the group that may pay it and the twin that bills the same.
-- key: company_code, invoice_number
SELECT
    d.* REPLACE (coalesce(t.twin_invoice_number, d.twin_invoice_number) AS twin_invoice_number),
    coalesce(g.group_id, d.payer_id) AS group_id
FROM documents_laid AS d
LEFT JOIN duplicate_invoices AS t USING (company_code, invoice_number)
LEFT JOIN payer_groups AS g USING (payer_id)
