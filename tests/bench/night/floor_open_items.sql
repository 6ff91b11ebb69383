-- One row per invoice, with what its lines come to and what is open on it.
WITH billed AS (
    SELECT company_code, invoice_number, sum(net_amount) AS net_amount FROM invoice_lines GROUP BY ALL
), paid AS (
    SELECT company_code, invoice_number, sum(paid_amount) AS amount FROM floor_allocations GROUP BY ALL
)
SELECT i.*, b.net_amount, i.gross_amount - coalesce(p.amount, 0) AS open_amount
FROM invoices AS i
JOIN billed AS b USING (company_code, invoice_number)
LEFT JOIN paid AS p USING (company_code, invoice_number)
