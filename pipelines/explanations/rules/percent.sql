-- One row per withheld amount and base (a line, the goods, the total): a half or whole percentage of it, not the terms' rate.
-- Weak without the payer's word: half percentages of many lines fit many amounts.
WITH bases AS (
    SELECT withheld.*, line.net_amount AS base, 'line ' || line.line_number || ' (' || line.item || ')' AS base_text
    FROM withheld
    JOIN document_lines AS line USING (document_id)
    WHERE NOT line.is_charge AND line_count > 1
    UNION ALL
    SELECT withheld.*, goods_amount, 'the goods' FROM withheld
    UNION ALL
    SELECT withheld.*, gross_amount, 'the total' FROM withheld WHERE gross_amount IS DISTINCT FROM goods_amount
),

tried AS (
    SELECT
        *,
        half_up(CAST(amount AS HUGEINT) * 200, base) AS halves,
        least(1000000, roundness(amount, currency) * sum(greatest(200000000 // base, 1))
            OVER (PARTITION BY shortfall_id)) AS chance
    FROM bases
    WHERE base > 0 AND amount <= base * scale_percent_most() // 100
)

SELECT
    shortfall_id,
    'pricing' AS dispute_type,
    'percent' AS dispute_subtype,
    'pricing/percent' AS hypothesis,
    amount AS amount_explained,
    greatest(arithmetic_weight(chance::BIGINT) - CASE WHEN said_subtype = 'percent' THEN 0 ELSE scale_rare() END, 0)
    AS strength,
    FALSE AS is_documented,
    'arithmetic: ' || trimmed(halves * 0.5) || ' % of ' || base_text || ', ' || money_text(base, currency) AS basis,
    'it equals ' || trimmed(halves * 0.5) || ' % of ' || base_text || ', ' || money_text(base, currency) || ' '
    || currency AS sentence
FROM tried
WHERE halves BETWEEN 1 AND 2 * scale_percent_most()
    AND amount = half_up(CAST(base AS HUGEINT) * halves, 200)
    AND halves IS DISTINCT FROM discount_percent * 2
