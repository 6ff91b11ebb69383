-- One row per withheld amount and base (the goods, the total): a half or whole percentage of it, where the payer speaks of
-- withholding.
-- key: shortfall_id, basis
WITH bases AS (
    SELECT
        examined_shortfalls.*,
        goods_amount AS base,
        'the goods' AS base_text
    FROM examined_shortfalls
    UNION ALL
    SELECT
        examined_shortfalls.*,
        gross_amount,
        'the total'
    FROM examined_shortfalls
    WHERE gross_amount IS DISTINCT FROM goods_amount
),

tried AS (
    SELECT
        *,
        half_up(CAST(amount AS HUGEINT) * 200, base) AS halves
    FROM bases
    WHERE said_subtype = 'withholding_tax' AND base > 0
)

SELECT
    shortfall_id,
    'other' AS dispute_type,
    'withholding_tax' AS dispute_subtype,
    'other/withholding_tax' AS hypothesis,
    amount AS amount_explained,
    scale_arithmetic_least() AS strength,
    FALSE AS is_documented,
    'arithmetic' AS evidence_source,
    'arithmetic: ' || trimmed(halves * 0.5) || ' % of ' || base_text AS basis,
    'tax of ' || trimmed(halves * 0.5) || ' % on ' || base_text || ', ' || money_text(base, places) || ' ' || currency
    || ', withheld at source; please send the certificate' AS sentence
FROM tried
WHERE halves BETWEEN 2 AND 80 AND amount = half_up(CAST(base AS HUGEINT) * halves, 200)
