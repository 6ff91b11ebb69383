-- One row per source whose advice or memo names documents that only another currency has.
-- key: receipt_no
WITH named AS (
    SELECT
        l.receipt_no,
        l.group_id,
        l.company_code,
        l.currency,
        k.key_tier AS tier,
        k.key
    FROM line_keys AS k JOIN line_outcomes AS l USING (line_no)
    WHERE k.tier <= tier_of('normalised') AND l.status = 'not_found'
    UNION
    SELECT
        receipt_no,
        group_id,
        company_code,
        currency,
        2,
        normal_reference(word)
    FROM memo_references
)

SELECT DISTINCT n.receipt_no
FROM named AS n
JOIN item_keys AS d USING (tier, key)
JOIN documents_in_play
    AS i ON i.document_no = d.document_no AND i.group_id = n.group_id AND i.company_code = n.company_code
AND i.currency <> n.currency
