-- One row per withheld amount and set of parts of its document that come to it, of two causes or three; the largest part
-- names the type. Where papers prove all parts, and no other set fits, the deduction is split (`proven_splits`).
-- key: shortfall_id, sentence
SELECT
    shortfall_id,
    largest.dispute_type,
    largest.dispute_subtype,
    array_to_string(list_transform(parts, LAMBDA p: p.dispute_type || '/' || p.dispute_subtype), ' + ') AS hypothesis,
    amount AS amount_explained,
    documented_weight(tried_count * figure_chance) AS strength,
    TRUE AS is_documented,
    'paper' AS evidence_source,
    'arithmetic and documents: ' || claim AS basis,
    claim AS sentence
FROM (
    SELECT
        combined_parts.*,
        list_sort(parts, 'DESC')[1] AS largest,
        array_to_string(list_transform(parts, LAMBDA p: money_text(p.part, places) || ' for ' || p.claim), ', and ')
        || CASE WHEN is_taxed THEN ', each with tax' ELSE '' END AS claim
    FROM combined_parts
    JOIN (
        SELECT
            shortfall_id,
            places
        FROM examined_shortfalls
    ) USING (shortfall_id)
    WHERE cause_count > 1
)
