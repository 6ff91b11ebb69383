-- One row per line of a document that a shortfall lies on.
SELECT l.* FROM night_lines AS l SEMI JOIN documents AS d USING (company_code, invoice_number)
