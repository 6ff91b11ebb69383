-- One row per line of a document of tonight, with what its item usually costs, what it cost last, and all that is taxed alike.
-- key: document_id, line_number
SELECT
    line.*, payer_id, places, usual_price, CAST(usual_price * 10000 AS HUGEINT) AS usual4, earlier_price, earlier4, earlier_number,
    sum(net_amount) OVER (PARTITION BY document_id, tax4)::BIGINT AS rate_amount
FROM document_lines AS line
JOIN (SELECT document_id, company_code, payer_id, currency, places FROM tested_documents) USING (document_id)
LEFT JOIN usual_prices USING (company_code, sku, currency)
LEFT JOIN earlier_prices USING (document_id, sku)
