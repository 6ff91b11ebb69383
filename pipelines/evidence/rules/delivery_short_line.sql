-- One row per withheld amount and line: exactly what the proof of delivery shows as not received on that line.
-- key: shortfall_id, sentence
WITH reckoned AS (
    SELECT
        examined_shortfalls.*,
        line.item,
        line.unit_price,
        line.tax_percent,
        line.proof,
        line.quantity3,
        line.price4,
        line.tax4,
        line.divisor AS line_divisor,
        least(line.item_missing3, line.quantity3) AS short3,
        extended(least(line.item_missing3, line.quantity3), line.price4, line.divisor) AS short_amount
    FROM examined_shortfalls
    JOIN document_lines AS line USING (document_id)
    WHERE line.item_missing3 > 0 AND NOT line.is_charge
),

fitting AS (
    SELECT
        *,
        amount <> short_amount AS is_taxed,
        CASE WHEN amount = short_amount THEN short_amount ELSE with_tax(short_amount, tax4) END AS explained
    FROM reckoned
    WHERE
        amount = short_amount
        OR (tax4 > 0 AND (
            is_rounding_of(amount, with_tax(short_amount, tax4), 1)
            OR amount = extended_with_tax(short3, price4, tax4, line_divisor)
        ))
)

SELECT
    shortfall_id,
    'short_ship' AS dispute_type,
    CASE WHEN short3 = quantity3 THEN 'missing_line' ELSE 'quantity' END AS dispute_subtype,
    'short_ship/' || CASE WHEN short3 = quantity3 THEN 'missing_line' ELSE 'quantity' END AS hypothesis,
    explained AS amount_explained,
    documented_weight(2 * short_line_count * figure_chance) AS strength,
    TRUE AS is_documented,
    'paper' AS evidence_source,
    'arithmetic and ' || proof || ': ' || quantity_text(quantity3 - short3) || ' of ' || quantity_text(quantity3)
    || ' × ' || item || ' received' AS basis,
    quantity_text(short3) || ' of ' || quantity_text(quantity3) || ' × ' || item || ' at '
    || price_text(unit_price, places) || tax_text(is_taxed, tax_percent) || ' not received according to ' || proof
        AS sentence
FROM fitting
