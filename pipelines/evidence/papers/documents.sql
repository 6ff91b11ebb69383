-- One row per document that a shortfall lies on.
-- key: document_no
SELECT i.* FROM items AS i SEMI JOIN shortfalls AS s USING (company_code, invoice_number)
