-- One row per withheld amount and line: a whole number of its units, fewer than billed; no delivery says so.
-- Weak: the more lines and the lower their prices, the more random amounts it would fit, and the less it weighs.
WITH priced AS (
    SELECT
        withheld.*, line.item, line.unit_price, line.tax_percent, line.received3, line.item_missing3, line.quantity3,
        line.price4, line.tax4, line.divisor AS line_divisor,
        greatest(line.price4 * 1000 // line.divisor, 1) AS unit_minor,
        half_up(CAST(withheld.amount AS HUGEINT) * line.divisor, line.price4 * 1000) AS units,
        half_up(CAST(withheld.amount AS HUGEINT) * line.divisor * 1000000, line.price4 * 1000 * (1000000 + line.tax4))
        AS taxed_units
    FROM withheld
    JOIN document_lines AS line USING (document_id)
    WHERE NOT line.is_charge AND line.quantity3 > 1000 AND line.price4 > 0 AND withheld.amount < line.taxed_amount
),

tried AS (
    SELECT
        *,
        -- Each line in reach adds the density of its multiples, with and without tax.
        least(1000000, roundness(amount, currency) * sum(CASE WHEN tax4 > 0 THEN 2 ELSE 1 END * 1000000 // unit_minor)
            OVER (PARTITION BY shortfall_id)) AS chance,
        units > 0 AND units * 1000 < quantity3 AND amount = extended(units * 1000::HUGEINT, price4, line_divisor)
        AS is_hit,
        tax4 > 0 AND taxed_units > 0 AND taxed_units * 1000 < quantity3
        AND (amount = extended_with_tax(taxed_units * 1000::HUGEINT, price4, tax4, line_divisor)
            OR amount = with_tax(extended(taxed_units * 1000::HUGEINT, price4, line_divisor), tax4)) AS is_taxed_hit
    FROM priced
),

fitting AS (
    SELECT
        *,
        CASE WHEN is_hit THEN units ELSE taxed_units END AS short_units,
        coalesce(item_missing3 <= 0, FALSE) AS is_received
    FROM tried
    -- What a delivery proves is the explanation of another rule, not a second one.
    WHERE (is_hit OR is_taxed_hit)
        AND CASE WHEN is_hit THEN units ELSE taxed_units END * 1000 IS DISTINCT FROM greatest(item_missing3, 0)
)

SELECT
    shortfall_id,
    'short_ship' AS dispute_type,
    CASE WHEN is_received OR said_subtype = 'damaged_or_returned' THEN 'damaged_or_returned' ELSE 'quantity' END
    AS dispute_subtype,
    'short_ship/' || CASE WHEN is_received OR said_subtype = 'damaged_or_returned' THEN 'damaged_or_returned'
        ELSE 'quantity' END AS hypothesis,
    amount AS amount_explained,
    arithmetic_weight(chance::BIGINT) AS strength,
    FALSE AS is_documented,
    'arithmetic: ' || short_units || ' of ' || quantity_text(quantity3) || ' × ' || item || ' at '
    || price_text(unit_price, currency) || tax_text(NOT is_hit, tax_percent)
    || CASE WHEN is_received THEN '; the delivery shows all of it received' ELSE '' END AS basis,
    'it equals ' || short_units || ' of ' || quantity_text(quantity3) || ' × ' || item || ' at '
    || price_text(unit_price, currency) || tax_text(NOT is_hit, tax_percent)
    || CASE WHEN is_received THEN ', all of which the delivery shows as received'
        ELSE ', but no proof of delivery shows them missing' END AS sentence
FROM fitting
