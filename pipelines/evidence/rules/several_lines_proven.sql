-- One row per withheld amount and set of two or three lines, of more, that papers prove for one cause.
-- key: shortfall_id, sentence
SELECT
    shortfall_id,
    parts[1].dispute_type AS dispute_type,
    subtype AS dispute_subtype,
    parts[1].dispute_type || '/' || subtype AS hypothesis,
    amount AS amount_explained,
    documented_weight(tried_count * figure_chance) AS strength,
    TRUE AS is_documented,
    'paper' AS evidence_source,
    'arithmetic and documents: ' || claim AS basis,
    claim AS sentence
FROM (
    SELECT
        *,
        -- Lines missing wholly are so only together.
        list_max(list_transform(parts, LAMBDA p: p.dispute_subtype)) AS subtype,
        array_to_string(list_transform(parts, LAMBDA p: p.claim), ', and ')
        || CASE WHEN is_taxed THEN ', each with tax' ELSE '' END AS claim
    FROM combined_parts
    -- All of them together are another rule's.
    WHERE cause_count = 1 AND length(parts) < type_count
)
