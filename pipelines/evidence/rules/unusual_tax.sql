-- One row per withheld amount that is what its document taxes above the payer's usual rate: our own check proves it.
-- key: shortfall_id
SELECT
    shortfall_id,
    'billing_error' AS dispute_type,
    'tax' AS dispute_subtype,
    'billing_error/tax' AS hypothesis,
    amount AS amount_explained,
    documented_weight(2 * figure_chance) AS strength,
    TRUE AS is_documented,
    'paper' AS evidence_source,
    'our own check: ' || CASE unusual_count WHEN 1 THEN '1 line is' ELSE unusual_count || ' lines are' END || ' taxed at '
    || quantity_text(tax4 // 10)
    || ' %, '
    || document_count
    || ' documents of the payer at '
    || quantity_text(rate4 // 10)
    || ' %' AS basis,
    'tax at '
    || quantity_text(tax4 // 10)
    || ' % was billed instead of the usual '
    || quantity_text(rate4 // 10)
    || ' %' AS sentence
FROM examined_shortfalls
JOIN unusual_rates USING (document_id)
WHERE is_rounding_of(amount, beyond, 1)
QUALIFY row_number() OVER (PARTITION BY shortfall_id ORDER BY abs(amount - beyond), tax4, rate4) = 1
