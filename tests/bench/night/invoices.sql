-- One row per open invoice: some two hundred a payer, three an order; `shortfall` says which of them will be paid short, and how.
SELECT
    company_code, invoice_number, 'invoice' AS document_type,
    'C' || lpad((hash(invoice_number, 'payer') % getvariable('payers'))::VARCHAR, 6, '0') AS payer_id, DATE '2026-02-01' AS issue_date,
    DATE '2026-02-10' + (hash(invoice_number, 'due') % 40)::INTEGER AS due_date, 'USD' AS currency, sum(net_amount) AS gross_amount,
    CAST(0 AS DECIMAL(18, 3)) AS tax_amount, CAST(0 AS DECIMAL(18, 3)) AS freight_amount,
    'PO' || right(invoice_number, 7)::INTEGER // 3 AS po_number, 'D' || (50000000 + right(invoice_number, 7)::INTEGER) AS delivery_number,
    CASE hash(invoice_number, 'short') % 100 WHEN 0 THEN 'quantity' WHEN 1 THEN 'price' WHEN 2 THEN 'unsaid' END AS shortfall
FROM invoice_lines GROUP BY company_code, invoice_number
