-- One row per withheld amount of which the payer says nothing that is a flat fee by its roundness: a multiple of five units,
-- below half the document.
-- Weak: it is how charges for breaking a rule of delivery look, but also how anybody's guess does.
-- key: shortfall_id
SELECT
    shortfall_id,
    'other' AS dispute_type,
    'compliance' AS dispute_subtype,
    'other/compliance' AS hypothesis,
    amount AS amount_explained,
    scale_arithmetic_least() AS strength,
    FALSE AS is_documented,
    'arithmetic' AS evidence_source,
    'arithmetic: a round amount, as a fee is' AS basis,
    'it is a round amount, as a fee is; please state which rule was broken, and when' AS sentence
FROM examined_shortfalls
WHERE said_type IS NULL AND roundness = scale_very_round_weight() AND amount * 2 < coalesce(gross_amount, 2 * amount + 1)
