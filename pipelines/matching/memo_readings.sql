-- One row per source, word of its memo and document that the word means, at the closest tier at which one does (what the memo calls an
-- order or a delivery is one first).
WITH read AS (
    SELECT *, unnest(reference_keys(word, company_code, 5)) AS way FROM memo_references
), keys AS (
    SELECT * EXCLUDE (way), way.key_tier, way.key, way.tier FROM read
    UNION ALL
    SELECT m.*, 2, normal_reference(part), 11 FROM memo_references AS m JOIN reference_parts ON reference = m.word
    UNION ALL
    SELECT m.*, 3, digits_of(part), 11 FROM memo_references AS m JOIN reference_parts ON reference = m.word
    WHERE length(digits_of(part)) >= 5
)
SELECT DISTINCT k.source_no, k.word, k.tier, k.is_doubtful, k.is_aside, k.said_amount, i.document_no
FROM keys AS k
JOIN item_keys AS d ON d.pool = k.pool AND d.tier = k.key_tier AND d.key = k.key
JOIN items AS i ON i.document_no = d.document_no AND i.group_id = k.group_id AND i.currency = k.currency
    AND i.company_code = k.company_code AND (i.effective_gross > 0 OR k.tier < 3)
QUALIFY rank() OVER (PARTITION BY k.source_no, k.word ORDER BY k.tier IS DISTINCT FROM k.meant_tier, k.tier) = 1
