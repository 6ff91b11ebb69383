-- One row per line of advice: six in ten as we number it, the others without prefix, by digits, order or delivery, or with a slip.
WITH picked AS (
    SELECT *, row_number() OVER (PARTITION BY payer_id ORDER BY invoice_number) AS place
    FROM invoices QUALIFY row_number() OVER (ORDER BY hash(invoice_number)) <= getvariable('lines')
), short AS (
    SELECT p.*, CASE p.shortfall
        WHEN 'quantity' THEN CAST(l.unit_price AS DECIMAL(18, 2))
        WHEN 'price' THEN CAST(l.quantity * l.unit_price * 0.05 AS DECIMAL(18, 2))
        WHEN 'unsaid' THEN 3.37 ELSE 0 END AS withheld
    FROM picked AS p JOIN invoice_lines AS l USING (company_code, invoice_number) WHERE l.line_number = 1
)
SELECT
    'R' || payer_id || '-' || place // 8 AS remittance_id, place AS line_number, company_code, payer_id,
    'B' || payer_id || '-' || place // 8 AS bank_reference, DATE '2026-03-03' AS remittance_date, currency,
    CASE hash(invoice_number, 'style') % 10
        WHEN 0 THEN substr(invoice_number, 5) WHEN 1 THEN ltrim(substr(invoice_number, 5), '0') WHEN 2 THEN delivery_number
        WHEN 3 THEN left(invoice_number, 8) || substr(invoice_number, 10, 1) || substr(invoice_number, 9, 1) || substr(invoice_number, 11)
        ELSE invoice_number
    END AS invoice_reference,
    gross_amount AS invoice_amount, CASE WHEN shortfall <> 'unsaid' THEN CAST(withheld AS DECIMAL(18, 3)) END AS deduction_amount,
    CAST(gross_amount - withheld AS DECIMAL(18, 3)) AS paid_amount
FROM short
