-- One row per withheld amount and line, with or without tax: a whole number of its units, fewer than billed; no
-- delivery says so. Weak: the more lines and the lower their prices, the more random amounts it would fit, and the less
-- it weighs.
-- key: shortfall_id, basis
WITH reach AS (
    SELECT
        shortfall_id,
        document_id,
        line_number,
        amount,
        quantity3,
        price4,
        tax4,
        line.divisor,
        item_missing3,
        greatest(unit6 // line.millionths, 1) AS unit_minor,
        (amount6 + unit6 // 2) // unit6 AS untaxed_units,
        CASE WHEN tax4 > 0 THEN (amount6 + taxed_unit6 // 2) // taxed_unit6 END AS taxed_units
    FROM examined_shortfalls
    JOIN document_lines AS line USING (document_id)
    WHERE NOT is_charge AND quantity3 > 1000 AND price4 > 0 AND amount < taxed_amount
),

-- Each line in reach adds the density of its multiples, with and without tax.
densities AS (
    SELECT
        shortfall_id,
        sum((CASE WHEN tax4 > 0 THEN 2000000 ELSE 1000000 END) // unit_minor) AS density
    FROM reach
    GROUP BY shortfall_id
),

fitting AS (
    SELECT
        *,
        FALSE AS is_taxed,
        untaxed_units AS units
    FROM reach
    WHERE
        untaxed_units > 0 AND untaxed_units * 1000 < quantity3
        AND amount = extended(untaxed_units * 1000::HUGEINT, price4, divisor)
    UNION ALL
    SELECT
        *,
        TRUE,
        taxed_units
    FROM reach
    WHERE
        taxed_units > 0 AND taxed_units * 1000 < quantity3
        AND (
            amount = extended_with_tax(taxed_units * 1000::HUGEINT, price4, tax4, divisor)
            OR amount = with_tax(extended(taxed_units * 1000::HUGEINT, price4, divisor), tax4)
        )
),

told AS (
    SELECT
        examined_shortfalls.*,
        -- The more ways the cause has to this amount, the likelier it is the cause.
        (roundness * density // count(*) OVER (PARTITION BY shortfall_id))::BIGINT AS chance,
        coalesce(fitting.item_missing3 <= 0, FALSE) AS is_received,
        units || ' of ' || quantity_text(fitting.quantity3) || ' × ' || item || ' at '
        || price_text(unit_price, places) || tax_text(is_taxed, tax_percent) AS claim
    FROM fitting
    JOIN densities USING (shortfall_id)
    JOIN examined_shortfalls USING (shortfall_id)
    JOIN document_lines AS line ON line.document_id = fitting.document_id AND line.line_number = fitting.line_number
    -- What a delivery proves is the explanation of another rule, not a second one.
    WHERE units * 1000 IS DISTINCT FROM greatest(fitting.item_missing3, 0)
)

SELECT
    shortfall_id,
    'short_ship' AS dispute_type,
    CASE WHEN is_received OR said_subtype = 'damaged_or_returned' THEN 'damaged_or_returned' ELSE 'quantity' END
        AS dispute_subtype,
    'short_ship/' || CASE
        WHEN is_received OR said_subtype = 'damaged_or_returned' THEN 'damaged_or_returned'
        ELSE 'quantity'
    END AS hypothesis,
    amount AS amount_explained,
    -- What was received and yet withheld was sent back or refused: payers mostly say so.
    greatest(arithmetic_weight(chance) - CASE WHEN is_received AND said_type IS NULL THEN scale_rare() ELSE 0 END, 0)
        AS strength,
    FALSE AS is_documented,
    'arithmetic' AS evidence_source,
    'arithmetic: ' || claim || CASE WHEN is_received THEN '; the delivery shows all of it received' ELSE '' END AS basis,
    'it equals ' || claim || CASE
        WHEN is_received THEN ', all of which the delivery shows as received; please send the papers of the return'
        ELSE ', but no proof of delivery of ours shows this; please send yours'
    END AS sentence
FROM told
