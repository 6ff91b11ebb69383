-- One row per document that tonight sends, new or again.
SELECT DISTINCT company_code, invoice_number FROM landed_invoices ANTI JOIN old_documents USING (company_code, invoice_number)
