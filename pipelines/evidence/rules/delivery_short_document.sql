-- One row per withheld amount: exactly what the proofs of delivery show as not received on several lines together.
-- key: shortfall_id
WITH short_lines AS (
    SELECT
        *,
        extended(missing3, price4, divisor) AS short_amount
    FROM document_lines
    WHERE missing3 > 0
),

totals AS (
    SELECT
        document_id,
        count(*) AS line_count,
        bool_and(missing3 = quantity3) AS is_whole,
        sum(short_amount)::BIGINT AS short_amount,
        sum(with_tax(short_amount, tax4))::BIGINT AS taxed_amount
    FROM short_lines
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
        amount = short_amount
        OR (taxed_amount > short_amount AND is_rounding_of(amount, taxed_amount, totals.line_count))
),

told AS (
    SELECT
        fitting.*,
        string_agg(DISTINCT proof, ', ' ORDER BY proof) AS proofs,
        string_agg(
            quantity_text(missing3) || ' of ' || quantity_text(quantity3) || ' × ' || item || ' at '
            || price_text(unit_price, places), ', ' ORDER BY line_number
        ) AS items
    FROM fitting
    JOIN short_lines AS line ON line.document_id = fitting.document_id
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
    'paper' AS evidence_source,
    'arithmetic and ' || proofs || ': ' || line_count || ' lines not fully received' AS basis,
    items || CASE WHEN amount = short_amount THEN '' ELSE ' plus tax' END || ' not received according to ' || proofs
        AS sentence
FROM told
