-- One row per document and rate at which some of its lines are taxed, but not the payer's usual one for the item, or else for all
-- its items: the tax that is too much by it.
WITH unusual AS (
    SELECT document_id, line.net_amount, tax4, rate4, usual.document_count
    FROM document_lines AS line
    JOIN (SELECT document_id, payer_id FROM examined_documents) USING (document_id)
    JOIN usual_rates AS usual USING (payer_id)
    WHERE NOT is_charge AND has_rate AND coalesce(usual.sku = line.sku, TRUE)
    QUALIFY row_number() OVER (PARTITION BY document_id, line_number ORDER BY usual.sku IS NULL) = 1 AND rate4 < tax4
)

SELECT
    document_id, tax4, rate4, tax_on(sum(net_amount), tax4 - rate4) AS beyond,
    count(*) AS unusual_count, max(document_count) AS document_count
FROM unusual
GROUP BY document_id, tax4, rate4
