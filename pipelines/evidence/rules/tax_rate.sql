-- One row per withheld amount and base (a line, the goods): its tax, or the difference to another rate in use.
-- Weak without the payer's word: nine rates of many lines fit many amounts.
-- key: shortfall_id, basis
WITH bases AS (
    SELECT
        shortfall_id,
        amount,
        net_amount AS base,
        tax4,
        taxed_amount - net_amount AS base_tax,
        'line ' || line_number || ' (' || item || ')' AS base_text
    FROM examined_shortfalls
    JOIN document_lines AS line USING (document_id)
    WHERE tax4 > 0 AND line_count > 1
    UNION ALL
    SELECT
        shortfall_id,
        amount,
        goods_amount,
        CAST(highest_tax_percent * 10000 AS HUGEINT),
        lines_tax_amount,
        'the goods'
    FROM examined_shortfalls
    WHERE lines_tax_amount > 0 AND goods_amount > 0
),

reach AS (
    -- Rates come in steps of half a percent.
    SELECT
        *,
        half_up(CAST(amount AS HUGEINT) * 200, base) * 5000 AS difference4
    FROM bases
    WHERE amount <= base_tax AND base_tax > 0
),

densities AS (
    SELECT
        shortfall_id,
        sum(greatest(9000000 // base_tax, 1)) AS density
    FROM reach
    GROUP BY shortfall_id
),

fitting AS (
    SELECT
        reach.*,
        currency,
        places,
        said_subtype,
        tax4 - difference4 AS other4,
        least(1000000, roundness * density)::BIGINT AS chance
    FROM reach
    JOIN densities USING (shortfall_id)
    JOIN examined_shortfalls USING (shortfall_id)
    WHERE reach.amount = tax_on(base, difference4)
    -- Zero and reduced rates, which invoices are mistaken for; the right one is on no document of ours.
    AND tax4 - difference4 IN (0, 50000, 55000, 60000, 70000, 80000, 90000, 100000, 120000)
    AND (base_text <> 'the goods' OR tax4 <> difference4)
),

told AS (
    SELECT
        *,
        CASE
            WHEN other4 = 0 THEN 'the tax of ' || quantity_text(tax4 // 10)
            ELSE 'the difference between ' || quantity_text(tax4 // 10) || ' % and ' || quantity_text(other4 // 10)
        END
        || CASE WHEN other4 = 0 THEN ' % on ' ELSE ' % tax on ' END || base_text AS claim
    FROM fitting
)

SELECT
    shortfall_id,
    'billing_error' AS dispute_type,
    'tax' AS dispute_subtype,
    'billing_error/tax' AS hypothesis,
    amount AS amount_explained,
    greatest(
        arithmetic_weight(chance)
        - CASE WHEN said_subtype = 'tax' THEN 0 WHEN other4 = 0 THEN scale_rare() ELSE 2 * scale_rare() END, 0
    ) AS strength,
    FALSE AS is_documented,
    'arithmetic' AS evidence_source,
    'arithmetic: ' || claim AS basis,
    'it equals ' || claim || ', ' || money_text(base, places) || ' ' || currency
    || CASE WHEN other4 = 0 THEN '; please state why no tax applies' ELSE '; please state why that rate applies' END
        AS sentence
FROM told
