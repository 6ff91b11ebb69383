-- One row per document: its lines, 20 % tax, freight of 15.00.
SELECT
    n, company_code, invoice_number, 'invoice' AS document_type, 'P' || n % 2000 AS payer_id, 'USD' AS currency,
    DATE '2026-01-05' AS issue_date, DATE '2026-02-04' AS due_date, DATE '2026-01-15' AS discount_date,
    CAST(2 AS DECIMAL(9, 4)) AS discount_percent, 1500 AS freight_amount, 'PO-' || n AS po_number, 'D-' || n AS delivery_number,
    sum(net_amount)::BIGINT AS goods_amount, sum(net_amount)::BIGINT // 5 AS tax_amount,
    sum(net_amount)::BIGINT * 6 // 5 + 1500 AS gross_amount
FROM lines
GROUP BY n, company_code, invoice_number
