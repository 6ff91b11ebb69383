-- One row per withheld amount whose code means a cause, by the payer's own table or the shipped defaults.
-- key: shortfall_id
SELECT
    shortfall_id,
    stated_type AS dispute_type,
    subtype AS dispute_subtype,
    stated_type || '/' || subtype AS hypothesis,
    amount AS amount_explained,
    scale_code() - CASE WHEN is_refuted THEN scale_refuted() ELSE 0 END AS strength,
    FALSE AS is_documented,
    'payer' AS evidence_source,
    'the payer''s code ' || coalesce(reason_code, '(none)')
    || CASE WHEN is_refuted THEN '; the delivery shows everything received' ELSE '' END AS basis,
    'it is stated as ' || cause_text(stated_type, subtype) || coalesce(' (code ' || reason_code || ')', '')
    || CASE
        WHEN is_refuted THEN ', but the delivery shows everything received'
        WHEN document_id IS NULL THEN ', and names no document of ours; please send the papers'
        ELSE ', which no figure of the document confirms; please send the papers'
    END AS sentence
FROM (
    SELECT
        *,
        coalesce(stated_subtype, CASE stated_type
            WHEN 'short_ship' THEN 'quantity' WHEN 'pricing' THEN 'contract_price' WHEN 'billing_error' THEN 'arithmetic'
            WHEN 'duplicate' THEN 'invoice' ELSE 'unexplained'
        END) AS subtype,
        stated_type = 'short_ship' AND (stated_subtype IS DISTINCT FROM 'damaged_or_returned')
        AND coalesce(is_all_received, FALSE) AS is_refuted
    FROM examined_shortfalls
    WHERE stated_type IS NOT NULL
)
WHERE subtype <> 'unexplained'
