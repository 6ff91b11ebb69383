-- One row per withheld amount and charge of the document: its freight, or a charge billed as a line, with or without
-- tax. Our own check proves it where the payer is usually billed none on such an order, or where it stands on the
-- document twice.
-- key: shortfall_id, basis
WITH charges AS (
    SELECT
        examined_shortfalls.*,
        freight_amount AS charge,
        'the freight' AS charge_text,
        CAST(coalesce(highest_tax_percent, 0) * 10000 AS HUGEINT) AS charge_tax4,
        FALSE AS is_twice
    FROM examined_shortfalls
    WHERE freight_amount > 0
    UNION ALL
    SELECT
        examined_shortfalls.*,
        line.net_amount,
        'the charge on line ' || line.line_number || ' (' || line.item || ')',
        line.tax4,
        coalesce(line.net_amount = freight_amount, FALSE)
    FROM examined_shortfalls
    JOIN document_lines AS line USING (document_id)
    WHERE line.is_charge AND line.net_amount > 0
),

checked AS (
    SELECT
        charges.*,
        CASE
            WHEN is_twice THEN ', which bills the freight once more'
            WHEN document_count > 0 THEN ', which ' || document_count || ' documents of the payer do not have'
        END AS fault_text
    FROM charges
    LEFT JOIN usual_freight AS usual
        ON usual.payer_id = charges.document_payer_id AND usual.currency = charges.currency AND goods_amount >= free_from
    WHERE amount = charge OR (charge_tax4 > 0 AND amount = with_tax(charge, charge_tax4))
)

SELECT
    shortfall_id,
    'billing_error' AS dispute_type,
    'freight' AS dispute_subtype,
    'billing_error/freight' AS hypothesis,
    amount AS amount_explained,
    CASE WHEN fault_text IS NULL THEN usual_weight(2 * figure_chance) ELSE documented_weight(2 * figure_chance) END
        AS strength,
    TRUE AS is_documented,
    CASE WHEN fault_text IS NULL THEN 'arithmetic' ELSE 'paper' END AS evidence_source,
    CASE WHEN fault_text IS NULL THEN 'arithmetic: ' ELSE 'our own check: ' END || charge_text
    || CASE WHEN amount = charge THEN '' ELSE ' with tax' END || coalesce(fault_text, '') AS basis,
    'it equals ' || charge_text || ' of ' || money_text(charge, places) || ' ' || currency
    || CASE WHEN amount = charge THEN '' ELSE ' plus tax' END
    || coalesce(fault_text, '; please state why it is not owed') AS sentence
FROM checked
