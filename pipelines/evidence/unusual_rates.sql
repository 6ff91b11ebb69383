-- One row per document and rate at which some of its lines are taxed, but not the payer's usual one for the item, or else for all
-- its items: the tax that is too much by it.
-- key: document_id, tax4, rate4
WITH taxed AS (
    SELECT
        document_id, line.net_amount, tax4, coalesce(item.rate4, every.rate4) AS rate4,
        CASE WHEN item.rate4 IS NULL THEN every.document_count ELSE item.document_count END AS document_count
    FROM document_lines AS line
    JOIN (SELECT document_id, payer_id FROM examined_documents) AS document USING (document_id)
    LEFT JOIN usual_rates AS item ON item.payer_id = document.payer_id AND item.sku = line.sku
    LEFT JOIN (FROM usual_rates WHERE sku IS NULL) AS every ON every.payer_id = document.payer_id
    WHERE NOT is_charge AND has_rate
)

SELECT
    document_id, tax4, rate4, tax_on(sum(net_amount), tax4 - rate4) AS beyond,
    count(*) AS unusual_count, max(document_count) AS document_count
FROM taxed
WHERE rate4 < tax4
GROUP BY document_id, tax4, rate4
