-- One row per withheld amount and way to reach it by units of two or three lines, not whole ones: very weak.
-- key: shortfall_id, basis
WITH counts AS (
    SELECT
        *,
        row_number() OVER (ORDER BY shortfall_id, tax4, one_number, two_number, last_number, one_count, two_count) AS way
    FROM unit_sets
),

told AS (
    SELECT
        way,
        counts.shortfall_id,
        any_value(density_sum) AS density_sum,
        count(*) AS line_count,
        any_value(counts.tax4) AS tax4,
        bool_and(units * 1000 = quantity3) AS is_whole,
        coalesce(bool_or(item_missing3 <= 0), FALSE) AS is_received,
        string_agg(
            units || ' of ' || quantity_text(quantity3) || ' × ' || item || ' at ' || price_text(unit_price, places), ', '
            ORDER BY line.line_number
        ) AS goods_text
    FROM (
        SELECT
            way,
            shortfall_id,
            document_id,
            tax4,
            density_sum,
            unnest([
                { 'line_number': one_number, 'units': one_count }, { 'line_number': two_number, 'units': two_count },
                { 'line_number': last_number, 'units': last_count }
            ], recursive := TRUE)
        FROM counts
    ) AS counts
    JOIN document_lines AS line USING (document_id, line_number)
    JOIN (
        SELECT
            shortfall_id,
            places
        FROM examined_shortfalls
    ) AS asked ON asked.shortfall_id = counts.shortfall_id
    GROUP BY way, counts.shortfall_id
)

SELECT
    shortfall_id,
    'short_ship' AS dispute_type,
    CASE WHEN is_received THEN 'damaged_or_returned' ELSE 'quantity' END AS dispute_subtype,
    'short_ship/' || CASE WHEN is_received THEN 'damaged_or_returned' ELSE 'quantity' END AS hypothesis,
    amount AS amount_explained,
    greatest(
        arithmetic_weight(CAST(density_sum * roundness AS BIGINT))
        - CASE WHEN said_type = 'short_ship' THEN 0 ELSE scale_rare() END, 0
    ) AS strength,
    FALSE AS is_documented,
    'arithmetic' AS evidence_source,
    'arithmetic: ' || goods_text || CASE WHEN tax4 > 0 THEN ', with tax' ELSE '' END AS basis,
    'it equals ' || goods_text || CASE WHEN tax4 > 0 THEN ', with tax' ELSE '' END
    || CASE
        WHEN is_received THEN ', which the delivery shows as received; please send the papers of the return'
        ELSE ', but no proof of delivery of ours shows this; please send yours'
    END AS sentence
FROM told
JOIN (
    SELECT
        shortfall_id,
        amount,
        roundness,
        said_type
    FROM examined_shortfalls
) USING (shortfall_id)
WHERE NOT is_whole
