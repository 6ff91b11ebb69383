-- One row per document that tonight sends, new or again.
-- key: company_code, invoice_number
SELECT DISTINCT company_code, invoice_number FROM landed_invoices ANTI JOIN old_documents USING (company_code, invoice_number)
