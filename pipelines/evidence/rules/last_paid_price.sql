-- One row per withheld amount and line: quantity × (billed − last paid price), where no agreement names that price.
-- key: shortfall_id, sentence
WITH reckoned AS (
    SELECT
        examined_shortfalls.*,
        line.item,
        line.quantity3,
        line.unit_price,
        line.tax_percent,
        line.tax4,
        line.divisor AS line_divisor,
        last_price,
        last_number,
        last_date,
        line.price4 - last4 AS over4,
        count(*) OVER (PARTITION BY examined_shortfalls.shortfall_id) AS priced_line_count
    FROM examined_shortfalls
    JOIN document_lines AS line USING (document_id)
    WHERE
        last4 < line.price4 AND last4 IS DISTINCT FROM line.agreed4 AND line.quantity3 > 0
        AND NOT is_pack(line.price4, last4)
),

fitting AS (
    SELECT
        *,
        extended(quantity3, over4, line_divisor) AS over_amount
    FROM reckoned
    WHERE
        amount = extended(quantity3, over4, line_divisor)
        OR (tax4 > 0 AND (
            is_rounding_of(amount, with_tax(extended(quantity3, over4, line_divisor), tax4), 1)
            OR amount = extended_with_tax(quantity3, over4, tax4, line_divisor)
        ))
)

SELECT
    shortfall_id,
    'pricing' AS dispute_type,
    'contract_price' AS dispute_subtype,
    'pricing/contract_price' AS hypothesis,
    CASE WHEN amount = over_amount THEN over_amount ELSE with_tax(over_amount, tax4) END AS amount_explained,
    -- Prices change: what was paid last is known, but not agreed.
    documented_weight(2 * priced_line_count * figure_chance) - scale_rare() AS strength,
    TRUE AS is_documented,
    'paper' AS evidence_source,
    'arithmetic and ' || last_number || ' of ' || last_date || ': paid ' || price_text(last_price, places)
    || ', now billed ' || price_text(unit_price, places) AS basis,
    quantity_text(quantity3) || ' × ' || item || ' billed at ' || price_text(unit_price, places)
    || ' instead of ' || price_text(last_price, places) || ' as last paid on ' || last_number
    || CASE WHEN amount <> over_amount THEN ',' ELSE '' END || tax_text(amount <> over_amount, tax_percent) AS sentence
FROM fitting
