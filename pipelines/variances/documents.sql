-- One row per document that a shortfall lies on.
SELECT i.* FROM items AS i SEMI JOIN shortfalls AS s USING (company_code, invoice_number)
