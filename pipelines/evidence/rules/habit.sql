-- One row per withheld amount and cause for which the payer took the very amount before, on other documents.
-- One cause makes many equal deductions; but equal round amounts happen by themselves.
-- key: shortfall_id, dispute_type, dispute_subtype
SELECT
    shortfall_id,
    repeat_deductions.dispute_type,
    repeat_deductions.dispute_subtype,
    repeat_deductions.dispute_type || '/' || repeat_deductions.dispute_subtype AS hypothesis,
    amount AS amount_explained,
    least(arithmetic_weight(figure_chance * case_count), scale_habit() + round(log2(case_count), 1)) AS strength,
    FALSE AS is_documented,
    'paper' AS evidence_source,
    'our books: the payer took the same amount '
    || CASE WHEN case_count = 1 THEN 'once' ELSE case_count || ' times' END
    || ' before for '
    || cause_text(repeat_deductions.dispute_type, repeat_deductions.dispute_subtype)
    || ', last on '
    || last_number
    || ', '
    || last_date AS basis,
    'the same amount was taken ' || CASE WHEN case_count = 1 THEN 'once' ELSE case_count || ' times' END
    || ' before for '
    || cause_text(repeat_deductions.dispute_type, repeat_deductions.dispute_subtype)
    || ', last on '
    || last_number AS sentence
FROM examined_shortfalls
JOIN repeat_deductions USING (shortfall_id)
