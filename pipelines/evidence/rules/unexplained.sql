-- One row per withheld amount: the else that every cause must beat, with what was tried.
-- key: shortfall_id
SELECT
    shortfall_id,
    'other' AS dispute_type,
    'unexplained' AS dispute_subtype,
    'other/unexplained' AS hypothesis,
    amount AS amount_explained,
    scale_unexplained() AS strength,
    FALSE AS is_documented,
    'none' AS evidence_source,
    'tried: ' || CASE
        WHEN named_documents IS NOT NULL
            THEN
                'deliveries, agreed prices, tax, freight, terms and credits of each of the '
                || named_documents || ' documents that the memo names'
        WHEN document_id IS NULL THEN 'claims and credits; it names no document of ours'
        WHEN line_count IS NULL THEN 'tax, freight, terms, credits, earlier deductions; the document has no lines'
        ELSE
            'deliveries, agreed prices, percentages, tax, freight, terms, credits, earlier deductions, own arithmetic on '
            || line_count || ' line' || CASE WHEN line_count = 1 THEN '' ELSE 's' END
    END AS basis,
    CASE
        WHEN named_documents IS NOT NULL
            THEN
                'it is what the payment lacks of the ' || named_documents || ' documents that its memo names'
                || CASE
                    WHEN granted_discount > 0
                        THEN ', less their discount of ' || money_text(granted_discount, places) || ' ' || currency
                    ELSE ''
                END
                || ', and no paper says on which of them it was taken'
        WHEN document_id IS NULL THEN 'it names no document of ours, and no credit or earlier claim explains it'
        ELSE 'no delivery, agreed price, tax, freight, discount, credit or earlier deduction explains it'
    END
    || '; please state the reason' AS sentence
FROM examined_shortfalls
