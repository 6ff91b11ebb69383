-- One row per company, item that tonight bills, currency and day: the least price at which it was billed, to whomever, and on what.
-- key: company_code, sku, currency, issue_date
SELECT
    company_code, sku, currency, issue_date, min(unit_price) AS earlier_price,
    arg_min(invoice_number, (unit_price, invoice_number)) AS earlier_number
FROM night_lines
JOIN night_documents USING (company_code, invoice_number)
WHERE sku IN (FROM tested_items) AND unit_price > 0 AND unit_price < 1000000000
GROUP BY ALL
