-- One row per row of tonight that the books cannot take.
-- key: extract, file, row_number
SELECT 'invoices' AS extract, source_file AS file, source_row AS row_number, refusal AS reason, raw_row AS row
FROM landed_documents WHERE refusal IS NOT NULL
UNION ALL
SELECT 'cash_applications', source_file, source_row, refusal, raw_row FROM landed_postings WHERE refusal IS NOT NULL
UNION ALL
SELECT 'invoice_lines', source_file, source_row,
    coalesce('net_amount: too many digits for ' || currency, 'invoice_number: expected an invoice of tonight or an earlier night, found none: '
        || invoice_number || '; send all lines of the invoice again with it or after it'), raw_row
FROM (FROM tonight_lines WHERE net_amount IS NULL)
JOIN (SELECT source_file, source_row, raw_row FROM landed_invoice_lines) USING (source_file, source_row)
