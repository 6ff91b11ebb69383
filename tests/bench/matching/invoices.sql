-- One row per open invoice: some two hundred a payer, three an order.
SELECT
    '1000' AS company_code, 'INV-' || lpad((1000000 + n)::VARCHAR, 8, '0') AS invoice_number, 'invoice' AS document_type,
    'C' || lpad((hash(n * 3) % getvariable('payers'))::VARCHAR, 6, '0') AS payer_id, DATE '2026-02-01' AS issue_date,
    DATE '2026-02-10' + (hash(n) % 40)::INTEGER AS due_date, 'USD' AS currency,
    (500 + hash(n * 7 + 1) % 2000000)::BIGINT AS gross_amount, 'PO' || n // 3 AS po_number,
    'D' || n AS delivery_number
FROM range(getvariable('invoices')) AS r(n)
