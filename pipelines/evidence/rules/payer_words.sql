-- One row per withheld amount and cause that the payer's words name.
-- key: shortfall_id, dispute_type, dispute_subtype
SELECT
    shortfall_id,
    words.dispute_type,
    words.dispute_subtype,
    words.dispute_type || '/' || words.dispute_subtype AS hypothesis,
    amount AS amount_explained,
    CASE
        WHEN stated_type = words.dispute_type AND coalesce(stated_subtype = words.dispute_subtype, TRUE)
            THEN scale_words_with_code()
        ELSE round(scale_words() / cause_count, 1)
    END AS strength,
    FALSE AS is_documented,
    'payer' AS evidence_source,
    'the payer''s words “' || reason_text || '”' AS basis,
    'it is stated as ' || cause_text(words.dispute_type, words.dispute_subtype) || ' (“' || reason_text
    || '”)'
    || CASE
        WHEN document_id IS NULL THEN ', and names no document of ours' ELSE ', which no figure of the document confirms'
    END
    || '; please send the papers' AS sentence
FROM examined_shortfalls
JOIN stated_words AS words USING (shortfall_id)
