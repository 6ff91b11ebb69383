-- One row per line of a document: one to twelve lines each, prices from 0.99 to 99.98, up to 48 units.
SELECT *, CAST(quantity * unit_price * 100 AS BIGINT) AS net_amount
FROM (
    SELECT
        n, 'C1' AS company_code, 'INV-' || n AS invoice_number, line_number, 'SKU-' || hash(n, line_number) % 5000 AS sku,
        CAST(1 + hash(line_number, n) % 48 AS DECIMAL(18, 3)) AS quantity, 'EA' AS uom,
        CAST((99 + hash(n, line_number, 1) % 9900) * 0.01 AS DECIMAL(18, 4)) AS unit_price,
        CAST(20 AS DECIMAL(9, 4)) AS tax_percent
    FROM range(getvariable('variance_count')) AS numbers (n), range(1, 13) AS places (line_number)
    WHERE line_number <= 1 + hash(n) % 12
)
