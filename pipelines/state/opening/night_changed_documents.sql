-- One row per document that tonight brings, or bills otherwise than before; the same content again is no news.
-- key: company_code, invoice_number
WITH heads AS (
    SELECT company_code, invoice_number, document_type, payer_id, currency, gross_amount, tax_amount, freight_amount, is_cancelled
    FROM landed_documents WHERE refusal IS NULL
    EXCEPT
    SELECT company_code, invoice_number, document_type, payer_id, currency, gross_amount, tax_amount, freight_amount, is_cancelled
    FROM old_documents
), tonight AS (
    SELECT * EXCLUDE (source_file, source_row, currency) FROM tonight_lines WHERE net_amount IS NOT NULL
), before AS (
    SELECT * EXCLUDE (is_live) FROM old_lines SEMI JOIN tonight USING (company_code, invoice_number)
)
SELECT company_code, invoice_number FROM heads
UNION
SELECT company_code, invoice_number FROM (FROM tonight EXCEPT FROM before)
UNION
SELECT company_code, invoice_number FROM (FROM before EXCEPT FROM tonight)
