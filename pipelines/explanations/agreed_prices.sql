-- One row per document and item with an agreed price on the document's date; the latest agreement counts.
SELECT
    document_id,
    sku,
    arg_max(price_agreements.unit_price, valid_from) AS agreed_price,
    max(valid_from) AS agreed_from
FROM examined_documents AS document
JOIN price_agreements USING (payer_id, currency)
WHERE document.issue_date BETWEEN valid_from AND coalesce(valid_to, DATE '9999-12-31')
GROUP BY document_id, sku
