-- One row per withheld amount and line: exactly one whole line of several, which no proof of delivery shows missing.
-- key: shortfall_id, basis
WITH fitting AS (
    SELECT
        examined_shortfalls.*,
        line.item,
        line.line_number,
        line.quantity3,
        line.unit_price,
        line.tax_percent,
        examined_shortfalls.amount <> line.net_amount AS is_taxed,
        coalesce(line.item_missing3 <= 0, FALSE) AS is_received
    FROM examined_shortfalls
    JOIN document_lines AS line USING (document_id)
    WHERE
        examined_shortfalls.line_count > 1 AND NOT line.is_charge AND line.net_amount > 0
        AND (examined_shortfalls.amount = line.net_amount OR examined_shortfalls.amount = line.taxed_amount)
        AND (line.missing3 IS NULL OR line.missing3 < line.quantity3)
)

SELECT
    shortfall_id,
    'short_ship' AS dispute_type,
    CASE WHEN is_received OR said_subtype = 'damaged_or_returned' THEN 'damaged_or_returned' ELSE 'missing_line' END
        AS dispute_subtype,
    'short_ship/' || CASE
        WHEN is_received OR said_subtype = 'damaged_or_returned' THEN 'damaged_or_returned'
        ELSE 'missing_line'
    END AS hypothesis,
    amount AS amount_explained,
    arithmetic_weight(2 * line_count * figure_chance) AS strength,
    FALSE AS is_documented,
    'arithmetic' AS evidence_source,
    'arithmetic: the whole of line ' || line_number || ', ' || coalesce(quantity_text(quantity3) || ' × ', '') || item
    || tax_text(is_taxed, tax_percent)
    || CASE WHEN is_received THEN '; the delivery shows all of it received' ELSE '' END AS basis,
    'it equals the whole of line ' || line_number || ', ' || coalesce(quantity_text(quantity3) || ' × ', '') || item
    || coalesce(' at ' || price_text(unit_price, places), '') || tax_text(is_taxed, tax_percent)
    || CASE
        WHEN is_received THEN ', all of which the delivery shows as received; please send the papers of the return'
        ELSE ', but no proof of delivery of ours shows this; please send yours'
    END AS sentence
FROM fitting
