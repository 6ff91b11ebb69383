-- One row per document and item that it bills: how much in all, what was received, what price was agreed.
SELECT billed.*, received3, proof, agreed_price, agreed_from
FROM (
    SELECT document_id, sku, sum(quantity3) AS billed3, count(*) AS item_line_count
    FROM numbered_lines
    WHERE sku IS NOT NULL
    GROUP BY document_id, sku
) AS billed
LEFT JOIN received_items USING (document_id, sku)
LEFT JOIN agreed_prices USING (document_id, sku)
