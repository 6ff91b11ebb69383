-- One row per line of a document in play: of the night, else as it was before.
-- key: company_code, invoice_number, line_number
SELECT * EXCLUDE (source_file, source_row, currency) FROM tonight_lines WHERE net_amount IS NOT NULL
UNION ALL BY NAME
SELECT * EXCLUDE (is_live) FROM old_lines ANTI JOIN landed_invoice_lines USING (company_code, invoice_number)
