-- One row per document and item that it bills: how much in all, what was shipped and received, what price was agreed or
-- last paid.
-- key: document_id, sku
SELECT billed.*, shipped3, received3, proof, agreed_price, agreed_from, last_price, last_number, last_date
FROM (
    SELECT document_id, company_code, invoice_number, sku, sum(quantity3) AS billed3, count(*) AS item_line_count
    FROM numbered_lines
    WHERE sku IS NOT NULL
    GROUP BY ALL
) AS billed
LEFT JOIN received_items USING (document_id, sku)
LEFT JOIN agreed_prices USING (document_id, sku)
LEFT JOIN last_prices USING (company_code, invoice_number, sku)
