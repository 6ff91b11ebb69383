-- One row per line of an invoice: four each, an item's price is the same for everybody.
SELECT
    '1000' AS company_code, 'INV-' || lpad((1000000 + n)::VARCHAR, 8, '0') AS invoice_number, line_number,
    'SKU-' || lpad(item::VARCHAR, 5, '0') AS sku, CAST(2 + hash(n, line_number) % 47 AS DECIMAL(18, 3)) AS quantity, 'EA' AS uom,
    CAST((5 + hash(item) % 495) * 0.20 AS DECIMAL(18, 4)) AS unit_price, CAST(quantity * unit_price AS DECIMAL(18, 3)) AS net_amount
FROM (
    SELECT n, line_number, hash(line_number, n) % 5000 AS item
    FROM range(getvariable('invoices')) AS numbers (n), range(1, 5) AS places (line_number)
)
