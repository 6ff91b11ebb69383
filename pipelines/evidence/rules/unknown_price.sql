-- One row per withheld amount and line, with or without tax: quantity × a whole number of minor units, up to a quarter
-- of the price. Weak: such a difference fits one random amount in `quantity`; it counts beside what the payer says.
-- key: shortfall_id, basis
WITH reach AS (
    SELECT
        shortfall_id,
        amount,
        roundness,
        said_type,
        currency,
        places,
        item,
        line_number,
        quantity3,
        unit_price,
        line.tax4,
        line.tax_percent,
        quantity3 // 1000 AS units,
        half_up(CAST(amount AS HUGEINT) * 1000000 * 1000, (1000000 + line.tax4) * quantity3) AS taxed_difference,
        half_up(CAST(amount AS HUGEINT) * 1000, quantity3) AS difference
    FROM examined_shortfalls
    JOIN document_lines AS line USING (document_id)
    WHERE
        NOT is_charge AND quantity3 >= 2000 AND quantity3 % 1000 = 0 AND price4 > 0 AND agreed4 IS NULL
        AND amount * 4 <= taxed_amount
),

fitting AS (
    SELECT
        *,
        difference AS less,
        FALSE AS is_taxed
    FROM reach
    WHERE amount = difference * units
    UNION ALL
    SELECT
        *,
        taxed_difference,
        TRUE
    FROM reach
    WHERE tax4 > 0 AND taxed_difference > 0 AND amount = with_tax(taxed_difference * units, tax4)
)

SELECT
    shortfall_id,
    'pricing' AS dispute_type,
    'contract_price' AS dispute_subtype,
    'pricing/contract_price' AS hypothesis,
    amount AS amount_explained,
    greatest(arithmetic_weight(roundness * density) - CASE WHEN said_type = 'pricing' THEN 0 ELSE scale_rare() END, 0)
        AS strength,
    FALSE AS is_documented,
    'arithmetic' AS evidence_source,
    'arithmetic: ' || claim || '; no price we know' AS basis,
    'it equals ' || claim || '; please send the agreement for such a price' AS sentence
FROM (
    SELECT
        *,
        (sum(1000000 // units) OVER (PARTITION BY shortfall_id))::BIGINT AS density,
        quantity_text(quantity3) || ' × ' || money_text(less, places) || ' ' || currency || ' off the price of ' || item
        || ' (' || price_text(unit_price, places) || ')' || tax_text(is_taxed, tax_percent) AS claim
    FROM fitting
    WHERE less > 0
)
