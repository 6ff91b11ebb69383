-- One row per line of a document that a shortfall lies on.
-- key: company_code, invoice_number, line_number
SELECT l.* FROM night_lines AS l SEMI JOIN documents AS d USING (company_code, invoice_number)
