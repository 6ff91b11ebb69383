-- One row per document that a shortfall lies on.
-- key: document_no
SELECT i.* FROM documents_in_play AS i SEMI JOIN shortfalls AS s USING (company_code, invoice_number)
