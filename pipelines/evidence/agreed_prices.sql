-- One row per document and item with an agreed price on the document's date; the latest agreement counts.
-- key: document_id, sku
SELECT
    document_id,
    sku,
    arg_max(agreement.unit_price, valid_from) AS agreed_price,
    max(valid_from) AS agreed_from
FROM numbered_lines AS line
JOIN price_agreements AS agreement USING (payer_id, sku, currency)
WHERE line.issue_date BETWEEN valid_from AND coalesce(valid_to, DATE '9999-12-31')
GROUP BY document_id, sku
