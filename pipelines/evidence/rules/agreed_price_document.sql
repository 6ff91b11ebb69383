-- One row per withheld amount: what all lines billed above their agreed price come to together.
-- key: shortfall_id
WITH over_lines AS (
    SELECT
        document_id,
        line_number,
        tax4,
        quantity3,
        unit_price,
        agreed_price,
        item,
        extended(quantity3, price4 - agreed4, divisor) AS over_amount
    FROM document_lines
    WHERE agreed4 < price4 AND quantity3 > 0
),

totals AS (
    SELECT
        document_id,
        count(*) AS over_line_count,
        sum(over_amount)::BIGINT AS over_amount,
        sum(with_tax(over_amount, tax4))::BIGINT AS taxed_amount
    FROM over_lines
    GROUP BY document_id
    HAVING count(*) > 1
),

fitting AS (
    SELECT
        shortfall_id,
        document_id,
        amount,
        figure_chance,
        places,
        totals.* EXCLUDE (document_id)
    FROM examined_shortfalls
    JOIN totals USING (document_id)
    WHERE
        amount = over_amount
        OR (taxed_amount > over_amount AND is_rounding_of(amount, taxed_amount, over_line_count))
),

told AS (
    SELECT
        fitting.*,
        string_agg(
            quantity_text(quantity3) || ' × ' || item || ' billed at ' || price_text(unit_price, places)
            || ' instead of ' || price_text(agreed_price, places), ', ' ORDER BY line_number
        ) AS items
    FROM fitting
    JOIN over_lines AS line ON line.document_id = fitting.document_id
    GROUP BY ALL
)

SELECT
    shortfall_id,
    'pricing' AS dispute_type,
    'contract_price' AS dispute_subtype,
    'pricing/contract_price' AS hypothesis,
    CASE WHEN amount = over_amount THEN over_amount ELSE taxed_amount END AS amount_explained,
    documented_weight(2 * figure_chance) AS strength,
    TRUE AS is_documented,
    'paper' AS evidence_source,
    'arithmetic and agreements: ' || over_line_count || ' lines billed above the agreed price' AS basis,
    items || ' agreed' || CASE WHEN amount = over_amount THEN '' ELSE ', plus tax' END AS sentence
FROM told
