-- One row per delivery and item: of a third of the documents, every ninth document one unit short on its first line.
SELECT
    company_code, 'D-' || n AS delivery_number, invoice_number, sku, quantity AS quantity_shipped, 'POD-' || n AS pod_reference,
    quantity - CASE WHEN line_number = 1 AND n % 9 = 0 THEN 1 ELSE 0 END AS quantity_received
FROM lines
WHERE n % 4 = 0 OR n % 9 = 0
QUALIFY row_number() OVER (PARTITION BY n, sku ORDER BY line_number) = 1
