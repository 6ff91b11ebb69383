-- One row per payer and item of an invoice paid short for its price: five percent below what was billed.
SELECT DISTINCT i.payer_id, l.sku, CAST(l.unit_price * 0.95 AS DECIMAL(18, 4)) AS unit_price, 'USD' AS currency, DATE '2026-01-01' AS valid_from
FROM invoices AS i JOIN invoice_lines AS l USING (company_code, invoice_number)
WHERE i.shortfall = 'price' AND l.line_number = 1
