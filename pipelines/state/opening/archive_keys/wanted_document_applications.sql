-- One row per document that is back in play, for what stands on it.
-- key: company_code, invoice_number
SELECT company_code, invoice_number FROM old_documents WHERE NOT is_live
