-- One row per withheld amount and base (a line, the goods, the total): a half or whole percentage of it, not the terms'
-- rate. Weak without the payer's word: half percentages of many lines fit many amounts. A percentage is a promotion
-- where the payer says so, and of the total, where the document has terms, rather a discount beyond them.
-- key: shortfall_id, basis
WITH bases AS (
    SELECT
        shortfall_id,
        amount,
        net_amount AS base,
        'line ' || line_number || ' (' || item || ')' AS base_text,
        TRUE AS is_line,
        NULL::BIGINT AS untaxed,
        0::HUGEINT AS base_tax4
    FROM examined_shortfalls
    JOIN document_lines AS line USING (document_id)
    WHERE NOT is_charge AND line_count > 1
    UNION ALL
    SELECT
        shortfall_id,
        amount,
        goods_amount,
        'the goods',
        FALSE,
        NULL,
        0
    FROM examined_shortfalls
    UNION ALL
    SELECT
        shortfall_id,
        amount,
        with_tax(goods_amount, CAST(highest_tax_percent * 10000 AS HUGEINT)),
        'the goods with tax',
        FALSE,
        goods_amount,
        CAST(highest_tax_percent * 10000 AS HUGEINT)
    FROM examined_shortfalls
    WHERE highest_tax_percent > 0
    UNION ALL
    SELECT
        shortfall_id,
        amount,
        gross_amount,
        'the total',
        FALSE,
        NULL,
        0
    FROM examined_shortfalls
    WHERE
        gross_amount IS DISTINCT FROM goods_amount
        AND gross_amount IS DISTINCT FROM goods_amount + coalesce(tax_amount, lines_tax_amount)
),

reach AS (
    SELECT
        *,
        half_up(CAST(amount AS HUGEINT) * 200, base) AS halves
    FROM bases
    WHERE base > 0 AND amount <= base * scale_percent_most() // 100
),

-- The document's own totals are few; its lines are many, and fit more by coincidence.
densities AS (
    SELECT
        shortfall_id,
        is_line,
        sum(greatest(100000000 // base, 1)) AS density
    FROM reach
    GROUP BY shortfall_id, is_line
),

fitting AS (
    SELECT
        reach.*,
        currency,
        places,
        said_subtype,
        line_count,
        CASE
            WHEN said_subtype = 'promotion' THEN 'other/promotion'
            WHEN
                base = gross_amount AND discount_percent > 0 AND halves <= 6 AND said_type IS NULL
                THEN 'other/unearned_discount'
            ELSE 'pricing/percent'
        END AS cause,
        -- Half percentages are twice as dense as whole ones. Of all goods allowances are mostly multiples of five,
        -- which are a fifth as dense, or of 2.5; of one line such a multiple is as well some of its units.
        least(1000000, roundness * density * CASE
            WHEN is_line OR line_count = 1 OR halves % 5 <> 0 THEN 1 + halves % 2
            WHEN halves % 10 = 0 THEN 0.2 ELSE 1
        END)::BIGINT AS chance,
        trimmed(halves * 0.5) || ' % of ' || base_text || ', ' || money_text(base, places) AS claim
    FROM reach
    JOIN densities USING (shortfall_id, is_line)
    JOIN examined_shortfalls USING (shortfall_id)
    WHERE
        halves BETWEEN 1 AND 2 * scale_percent_most()
        AND (
            reach.amount = half_up(CAST(base AS HUGEINT) * halves, 200)
            OR reach.amount = with_tax(half_up(CAST(untaxed AS HUGEINT) * halves, 200), base_tax4)
        )
        AND halves IS DISTINCT FROM discount_percent * 2
        -- A percentage of the whole explains nothing where half or less of what was open is paid: that is a payment in part.
        AND (is_line OR is_stated OR said_type IS NOT NULL OR coalesce(paid_amount, 0) NOT BETWEEN 1 AND reach.amount + 1)
)

SELECT
    shortfall_id,
    split_part(cause, '/', 1) AS dispute_type,
    split_part(cause, '/', 2) AS dispute_subtype,
    cause AS hypothesis,
    amount AS amount_explained,
    -- Allowances are whole percentages of the goods, or multiples of 2.5; anything else is rare unless the payer says so.
    greatest(
        arithmetic_weight(chance)
        - CASE
            WHEN
                said_subtype IN ('percent', 'promotion')
                OR NOT (is_line OR (halves % 2 = 1 AND (halves % 5 <> 0 OR line_count = 1))) THEN 0
            ELSE scale_rare()
        END, 0
    ) AS strength,
    FALSE AS is_documented,
    'arithmetic' AS evidence_source,
    'arithmetic: ' || claim AS basis,
    'it equals ' || claim || ' ' || currency
    || CASE cause WHEN 'other/unearned_discount' THEN ', beside the discount of the terms' ELSE '' END
    || '; please send the agreement' AS sentence
FROM fitting
