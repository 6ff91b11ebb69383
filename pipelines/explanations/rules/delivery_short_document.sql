-- One row per withheld amount: exactly what the proofs of delivery show as not received on several lines together.
WITH reckoned AS (
    SELECT
        withheld.shortfall_id, withheld.amount, withheld.places, withheld.figure_chance, withheld.short_line_count,
        sum(extended(missing3, price4, line.divisor))::BIGINT AS short_amount,
        sum(with_tax(extended(missing3, price4, line.divisor), tax4))::BIGINT AS taxed_amount,
        bool_and(missing3 = quantity3) AS is_whole,
        string_agg(DISTINCT proof, ', ' ORDER BY proof) AS proof,
        string_agg(quantity_text(missing3) || ' of ' || quantity_text(quantity3) || ' × ' || item || ' at '
            || price_text(unit_price, withheld.places), ', ' ORDER BY line_number) AS items
    FROM withheld
    JOIN document_lines AS line USING (document_id)
    WHERE withheld.short_line_count > 1 AND line.missing3 > 0
    GROUP BY ALL
)

SELECT
    shortfall_id,
    'short_ship' AS dispute_type,
    CASE WHEN is_whole THEN 'missing_line' ELSE 'quantity' END AS dispute_subtype,
    'short_ship/' || CASE WHEN is_whole THEN 'missing_line' ELSE 'quantity' END AS hypothesis,
    CASE WHEN amount = short_amount THEN short_amount ELSE taxed_amount END AS amount_explained,
    documented_weight(2 * figure_chance) AS strength,
    TRUE AS is_documented,
    'arithmetic and ' || proof || ': ' || short_line_count || ' lines not fully received' AS basis,
    items || CASE WHEN amount <> short_amount THEN ' plus tax' ELSE '' END || ' not received according to ' || proof
    AS sentence
FROM reckoned
WHERE amount = short_amount
    OR (taxed_amount > short_amount AND is_rounding_of(amount, taxed_amount, short_line_count))
