-- One row per withheld amount and base (a line, the goods, the total): a half or whole percentage of it, not the terms'
-- rate. Weak without the payer's word: half percentages of many lines fit many amounts.
WITH bases AS (
    SELECT shortfall_id, amount, net_amount AS base, 'line ' || line_number || ' (' || item || ')' AS base_text
    FROM withheld
    JOIN document_lines AS line USING (document_id)
    WHERE NOT is_charge AND line_count > 1
    UNION ALL
    SELECT shortfall_id, amount, goods_amount, 'the goods' FROM withheld
    UNION ALL
    SELECT shortfall_id, amount, gross_amount, 'the total' FROM withheld
    WHERE gross_amount IS DISTINCT FROM goods_amount
),

reach AS (
    SELECT *, half_up(CAST(amount AS HUGEINT) * 200, base) AS halves
    FROM bases
    WHERE base > 0 AND amount <= base * scale_percent_most() // 100
),

densities AS (
    SELECT shortfall_id, sum(greatest(200000000 // base, 1)) AS density FROM reach GROUP BY shortfall_id
),

fitting AS (
    SELECT
        reach.*,
        currency,
        places,
        said_subtype,
        least(1000000, roundness * density)::BIGINT AS chance,
        trimmed(halves * 0.5) || ' % of ' || base_text || ', ' || money_text(base, places) AS claim
    FROM reach
    JOIN densities USING (shortfall_id)
    JOIN withheld USING (shortfall_id)
    WHERE halves BETWEEN 1 AND 2 * scale_percent_most()
        AND reach.amount = half_up(CAST(base AS HUGEINT) * halves, 200)
        AND halves IS DISTINCT FROM discount_percent * 2
)

SELECT
    shortfall_id,
    'pricing' AS dispute_type,
    'percent' AS dispute_subtype,
    'pricing/percent' AS hypothesis,
    amount AS amount_explained,
    greatest(arithmetic_weight(chance) - CASE WHEN said_subtype = 'percent' THEN 0 ELSE scale_rare() END, 0) AS strength,
    FALSE AS is_documented,
    'arithmetic: ' || claim AS basis,
    'it equals ' || claim || ' ' || currency AS sentence
FROM fitting
