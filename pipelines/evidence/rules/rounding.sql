-- One row per withheld amount that is no more than half a minor unit for each line and the tax: another way to round.
-- key: shortfall_id
SELECT
    shortfall_id,
    'billing_error' AS dispute_type,
    'arithmetic' AS dispute_subtype,
    'billing_error/arithmetic' AS hypothesis,
    amount AS amount_explained,
    scale_document() AS strength,
    FALSE AS is_documented,
    'arithmetic' AS evidence_source,
    'arithmetic: at most half a minor unit on each of '
    || line_count
    || ' line'
    || CASE WHEN line_count = 1 THEN '' ELSE 's' END
    || ' and on the tax' AS basis,
    'it is no more than rounding '
    || CASE WHEN line_count = 1 THEN 'one line and its' ELSE line_count || ' lines and their' END
    || ' tax differently makes' AS sentence
FROM examined_shortfalls
WHERE amount <= (line_count + 1) // 2
