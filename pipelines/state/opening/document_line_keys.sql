-- One row per document with lines of tonight: a hash of what it bills, whatever the order of its lines.
-- key: company_code, invoice_number
SELECT
    company_code, invoice_number,
    md5(string_agg(concat_ws('|', sku, quantity, unit_price, net_amount), ';' ORDER BY sku, quantity, unit_price, net_amount))
        AS lines_key
FROM tonight_lines
WHERE net_amount IS NOT NULL
GROUP BY ALL
