-- One row per line of a document in play; live with its document.
-- key: company_code, invoice_number, line_number
SELECT l.*, coalesce(d.is_live, true) AS is_live
FROM night_lines AS l LEFT JOIN book_documents AS d USING (company_code, invoice_number)
