-- One row per withheld amount and fault of our own document: a line, the total or the tax is too high by just that.
-- key: shortfall_id, sentence
WITH arithmetic_faults AS (
    SELECT
        examined_shortfalls.*,
        line.net_amount - line.extension AS fault,
        line.tax4 AS fault_tax4,
        'line '
        || line.line_number
        || ' ('
        || line.item
        || ') bills '
        || money_text(line.net_amount, examined_shortfalls.places)
        || ', but '
        || quantity_text(line.quantity3)
        || ' × '
        || price_text(line.unit_price, examined_shortfalls.places)
        || ' is '
        || money_text(line.extension, examined_shortfalls.places) AS fault_text
    FROM examined_shortfalls
    JOIN document_lines AS line USING (document_id)
    WHERE line.net_amount > line.extension
    UNION ALL
    SELECT
        examined_shortfalls.*,
        gross_amount - lines_amount - coalesce(tax_amount, lines_tax_amount) - coalesce(freight_amount, 0),
        0,
        'the total is ' || money_text(gross_amount, places) || ', but lines, tax and freight come to '
        || money_text(lines_amount + coalesce(tax_amount, lines_tax_amount) + coalesce(freight_amount, 0), places)
    FROM examined_shortfalls
    WHERE lines_amount IS NOT NULL
    UNION ALL
    SELECT
        examined_shortfalls.*,
        tax_amount - lines_tax_amount,
        0,
        'the tax is ' || money_text(tax_amount, places) || ', but by its lines '
        || money_text(lines_tax_amount, places)
    FROM examined_shortfalls
    WHERE lines_tax_amount > 0
)

SELECT
    shortfall_id,
    'billing_error' AS dispute_type,
    'arithmetic' AS dispute_subtype,
    'billing_error/arithmetic' AS hypothesis,
    CASE WHEN amount = fault THEN fault ELSE with_tax(fault, fault_tax4) END AS amount_explained,
    documented_weight(2 * figure_chance) AS strength,
    TRUE AS is_documented,
    'paper' AS evidence_source,
    'our own document: ' || fault_text AS basis,
    fault_text AS sentence
FROM arithmetic_faults
-- A fault within rounding of its lines is none.
WHERE
    fault > (line_count + 1) // 2
    AND (amount = fault OR (fault_tax4 > 0 AND is_rounding_of(amount, with_tax(fault, fault_tax4), 1)))
