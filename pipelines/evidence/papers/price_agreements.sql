-- One row per agreement that holds for the payer of a short document: its own, else its parent's.
-- key: payer_id, sku, currency, valid_from
SELECT a.* REPLACE (d.payer_id AS payer_id)
FROM (
    SELECT DISTINCT
        payer_id,
        group_id
    FROM documents
) AS d
JOIN night_price_agreements AS a ON a.payer_id IN (d.payer_id, d.group_id)
QUALIFY row_number() OVER (
    PARTITION BY d.payer_id, a.sku, a.currency, a.valid_from ORDER BY a.payer_id = d.payer_id DESC
) = 1
