-- One row per credited document that tonight sends again, for the credit memos that gave it.
-- key: company_code, original_invoice_number
SELECT DISTINCT d.company_code, d.invoice_number AS original_invoice_number
FROM old_documents AS d SEMI JOIN landed_invoices AS l USING (company_code, invoice_number)
WHERE NOT d.is_live AND d.credited_amount > 0
