-- One row per first line of an invoice paid short for its quantity: one unit did not arrive.
SELECT
    i.company_code, i.delivery_number, i.invoice_number, l.sku, l.quantity AS quantity_shipped,
    CAST(l.quantity - 1 AS DECIMAL(18, 3)) AS quantity_received, DATE '2026-02-03' AS received_date,
    'POD' || right(i.invoice_number, 7) AS pod_reference
FROM invoices AS i JOIN invoice_lines AS l USING (company_code, invoice_number)
WHERE i.shortfall = 'quantity' AND l.line_number = 1
