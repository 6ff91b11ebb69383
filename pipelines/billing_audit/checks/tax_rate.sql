-- One row per document and rate at which some of its lines are taxed, but not the payer's usual one for the item, or else for
-- all its items.
-- key: document_id, line_number
WITH unusual AS (
    SELECT document_id, line_number, item, net_amount, tax4, rate4, document_count
    FROM tested_lines
    JOIN usual_rates AS usual USING (payer_id)
    WHERE NOT is_charge AND has_rate AND (usual.sku IS NULL OR usual.sku = tested_lines.sku)
    QUALIFY row_number() OVER (PARTITION BY document_id, line_number ORDER BY usual.sku IS NULL) = 1 AND rate4 <> tax4
)

SELECT
    document_id, min(line_number) AS line_number, count(*) AS line_count,
    tax_on(sum(net_amount), tax4) AS billed_amount, tax_on(sum(net_amount), tax4) - tax_on(sum(net_amount), tax4 - rate4) AS right_amount,
    CASE WHEN count(*) = 1 THEN 'line ' || min(line_number) || ' (' || any_value(item) || ') is' ELSE count(*) || ' lines are' END
    || ' taxed at ' || quantity_text(tax4 // 10) || ' %, ' || max(document_count) || ' documents of the payer at '
    || quantity_text(rate4 // 10) || ' %' AS claim
FROM unusual
GROUP BY document_id, tax4, rate4
