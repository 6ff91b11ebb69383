-- One row per payer and item of every tenth document: agreed 5 % below what is billed.
SELECT 'P' || n % 2000 AS payer_id, sku, 'USD' AS currency, CAST(unit_price * 0.95 AS DECIMAL(18, 4)) AS unit_price,
    DATE '2025-10-01' AS valid_from
FROM lines
WHERE n % 10 = 0
QUALIFY row_number() OVER (PARTITION BY n % 2000, sku ORDER BY n, line_number) = 1
