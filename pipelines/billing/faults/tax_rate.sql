-- One row per line taxed at another rate than the payer's usual one for the item, or else for all its items.
SELECT
    document_id, line_number, tax_on(net_amount, tax4) AS billed_amount, tax_on(net_amount, rate4) AS right_amount,
    'line ' || line_number || ' (' || item || ') is taxed at ' || quantity_text(tax4 // 10) || ' %, '
    || document_count || ' documents of the payer at ' || quantity_text(rate4 // 10) || ' %' AS claim
FROM tested_lines
JOIN usual_rates AS usual USING (payer_id)
WHERE NOT is_charge AND has_rate AND coalesce(usual.sku = tested_lines.sku, TRUE)
QUALIFY row_number() OVER (PARTITION BY document_id, line_number ORDER BY usual.sku IS NULL) = 1 AND rate4 <> tax4
