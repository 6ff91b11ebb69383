-- One row per document that tonight brings or changes, and that bills something.
-- key: company_code, invoice_number
SELECT d.*
FROM night_documents AS d SEMI JOIN night_changed_documents USING (company_code, invoice_number)
WHERE document_type <> 'credit_memo' AND NOT coalesce(is_cancelled, FALSE)
