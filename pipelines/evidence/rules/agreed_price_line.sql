-- One row per withheld amount, line and quantity (all that is billed, or all that is received): quantity × (billed − agreed
-- price).
-- key: shortfall_id, sentence
WITH reckoned AS (
    SELECT
        examined_shortfalls.*,
        line.item,
        line.unit_price,
        line.agreed_price,
        line.agreed_from,
        line.tax_percent,
        line.tax4,
        line.price4 - line.agreed4 AS over4,
        line.divisor AS line_divisor,
        unnest(CASE
            WHEN line.received3 > 0 AND line.missing3 > 0
                THEN [line.quantity3, line.quantity3 - line.missing3]
            ELSE [line.quantity3]
        END) AS priced3,
        count(*) OVER (PARTITION BY examined_shortfalls.shortfall_id) AS priced_line_count
    FROM examined_shortfalls
    JOIN document_lines AS line USING (document_id)
    WHERE line.agreed4 < line.price4 AND line.quantity3 > 0 AND NOT is_pack(line.price4, line.agreed4)
),

fitting AS (
    SELECT
        *,
        extended(priced3, over4, line_divisor) AS over_amount
    FROM reckoned
    WHERE
        amount = extended(priced3, over4, line_divisor)
        OR (tax4 > 0 AND (
            is_rounding_of(amount, with_tax(extended(priced3, over4, line_divisor), tax4), 1)
            OR amount = extended_with_tax(priced3, over4, tax4, line_divisor)
        ))
)

SELECT
    shortfall_id,
    'pricing' AS dispute_type,
    'contract_price' AS dispute_subtype,
    'pricing/contract_price' AS hypothesis,
    CASE WHEN amount = over_amount THEN over_amount ELSE with_tax(over_amount, tax4) END AS amount_explained,
    documented_weight(2 * priced_line_count * figure_chance) AS strength,
    TRUE AS is_documented,
    'paper' AS evidence_source,
    'arithmetic and the agreement from ' || agreed_from || ': agreed ' || price_text(agreed_price, places)
    || ', billed ' || price_text(unit_price, places) AS basis,
    quantity_text(priced3) || ' × ' || item || ' billed at ' || price_text(unit_price, places)
    || ' instead of ' || price_text(agreed_price, places) || ' agreed from ' || agreed_from
    || CASE WHEN amount <> over_amount THEN ',' ELSE '' END || tax_text(amount <> over_amount, tax_percent) AS sentence
FROM fitting
