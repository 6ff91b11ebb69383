-- One row per withheld amount and charge of the document: its freight, or a charge billed as a line, with or without tax.
WITH charges AS (
    SELECT
        withheld.*, freight_amount AS charge, 'the freight' AS charge_text,
        CAST(coalesce(highest_tax_percent, 0) * 10000 AS HUGEINT) AS charge_tax4
    FROM withheld
    WHERE freight_amount > 0
    UNION ALL
    SELECT withheld.*, line.net_amount, 'the charge on line ' || line.line_number || ' (' || line.item || ')', line.tax4
    FROM withheld
    JOIN document_lines AS line USING (document_id)
    WHERE line.is_charge AND line.net_amount > 0
)

SELECT
    shortfall_id,
    'billing_error' AS dispute_type,
    'freight' AS dispute_subtype,
    'billing_error/freight' AS hypothesis,
    amount AS amount_explained,
    usual_weight(2 * figure_chance) AS strength,
    TRUE AS is_documented,
    'arithmetic and the document: ' || charge_text || CASE WHEN amount = charge THEN '' ELSE ' with tax' END AS basis,
    'it equals ' || charge_text || ' of ' || money_text(charge, places) || ' ' || currency
    || CASE WHEN amount = charge THEN '' ELSE ' plus tax' END AS sentence
FROM charges
WHERE amount = charge OR (charge_tax4 > 0 AND amount = with_tax(charge, charge_tax4))
