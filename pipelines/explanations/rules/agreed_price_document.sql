-- One row per withheld amount: what all lines billed above their agreed price come to together.
WITH reckoned AS (
    SELECT
        withheld.shortfall_id, withheld.amount, withheld.places, withheld.figure_chance,
        count(*) AS over_line_count,
        sum(extended(quantity3, price4 - agreed4, line.divisor))::BIGINT AS over_amount,
        sum(with_tax(extended(quantity3, price4 - agreed4, line.divisor), tax4))::BIGINT AS taxed_amount,
        string_agg(quantity_text(quantity3) || ' × ' || item || ' billed at '
            || price_text(unit_price, withheld.places) || ' instead of '
            || price_text(agreed_price, withheld.places), ', ' ORDER BY line_number)
        FILTER (line_number IS NOT NULL) AS items
    FROM withheld
    JOIN document_lines AS line USING (document_id)
    WHERE line.agreed4 < line.price4 AND line.quantity3 > 0
    GROUP BY ALL
    HAVING count(*) > 1
)

SELECT
    shortfall_id,
    'pricing' AS dispute_type,
    'contract_price' AS dispute_subtype,
    'pricing/contract_price' AS hypothesis,
    CASE WHEN amount = over_amount THEN over_amount ELSE taxed_amount END AS amount_explained,
    documented_weight(2 * figure_chance) AS strength,
    TRUE AS is_documented,
    'arithmetic and agreements: ' || over_line_count || ' lines billed above the agreed price' AS basis,
    items || ' agreed' || CASE WHEN amount = over_amount THEN '' ELSE ', plus tax' END AS sentence
FROM reckoned
WHERE amount = over_amount
    OR (taxed_amount > over_amount AND is_rounding_of(amount, taxed_amount, over_line_count))
