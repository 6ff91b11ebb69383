-- One row per document and freight that the payer is usually not billed on such an order, or that stands on it twice.
-- key: document_id, line_number?
WITH unusual AS (
    SELECT document_id, document_count
    FROM tested_documents JOIN usual_freight USING (payer_id, currency)
    WHERE goods_amount >= free_from
)

SELECT
    document_id, NULL AS line_number, 0 AS line_count, freight_amount AS billed_amount, 0 AS right_amount,
    'freight of ' || money_text(freight_amount, places) || ' is billed, which ' || document_count || ' documents of the payer do not have' AS claim
FROM tested_documents JOIN unusual USING (document_id)
WHERE freight_amount > 0
UNION ALL
SELECT
    document_id, line_number, 1, taxed_amount, 0,
    'line ' || line_number || ' (' || item || ') bills freight, which ' || document_count
    || ' documents of the payer do not have'
FROM tested_lines JOIN unusual USING (document_id)
WHERE is_charge AND net_amount > 0
UNION ALL
SELECT
    document_id, line_number, 1, taxed_amount, 0,
    'line ' || line_number || ' (' || item || ') bills the freight of ' || money_text(net_amount, line.places) || ' once more'
FROM tested_lines AS line
JOIN (SELECT document_id, freight_amount FROM tested_documents) AS head USING (document_id)
WHERE is_charge AND net_amount = freight_amount AND net_amount > 0 AND document_id NOT IN (SELECT document_id FROM unusual)
