-- One row per line of advice: six in ten as we number it, the others without prefix, by digits, order or delivery, or with a slip.
WITH picked AS (
    SELECT *, row_number() OVER (PARTITION BY payer_id ORDER BY invoice_number) AS place
    FROM invoices QUALIFY row_number() OVER (ORDER BY hash(invoice_number)) <= getvariable('lines')
)
SELECT
    'R' || payer_id || '-' || place // 8 AS remittance_id, place AS line_number, company_code, payer_id,
    'B' || payer_id || '-' || place // 8 AS bank_reference, DATE '2026-03-02' AS remittance_date, currency,
    CASE hash(invoice_number || 'style') % 10
        WHEN 0 THEN substr(invoice_number, 5) WHEN 1 THEN ltrim(substr(invoice_number, 5), '0') WHEN 2 THEN delivery_number
        WHEN 3 THEN left(invoice_number, 8) || substr(invoice_number, 10, 1) || substr(invoice_number, 9, 1) || substr(invoice_number, 11)
        ELSE invoice_number
    END AS invoice_reference,
    gross_amount AS invoice_amount, gross_amount AS paid_amount
FROM picked
