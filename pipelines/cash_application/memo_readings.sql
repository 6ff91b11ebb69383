-- One row per source, word of its memo and document that the word means, at the closest tier at which one does (what
-- the memo calls an order or a delivery is one first; a credit memo where no invoice is meant). An order or a delivery
-- beside a number that is of it confirms that one, and names no other.
-- key: receipt_no, word, document_no
WITH read AS (
    SELECT
        *,
        unnest(reference_keys(word, company_code, 5)) AS way
    FROM memo_references
),

parted AS (
    SELECT
        m.*,
        unnest(p.parts) AS part
    FROM memo_references AS m JOIN reference_parts AS p ON p.reference = m.word
),

memo_keys AS (
    SELECT
        * EXCLUDE (way),
        way.key_tier,
        way.key,
        way.tier
    FROM read
    UNION ALL
    SELECT
        * EXCLUDE (part),
        2,
        normal_reference(part),
        11
    FROM parted
    UNION ALL
    SELECT
        * EXCLUDE (part),
        3,
        digits_of(part),
        11
    FROM parted
    WHERE length(digits_of(part)) >= 5
),

met AS (
    SELECT DISTINCT
        k.receipt_no,
        k.word,
        k.tier,
        k.is_doubtful,
        k.is_aside,
        k.is_excepted,
        k.said_amount,
        i.document_no
    FROM memo_keys AS k
    JOIN item_keys AS d ON d.pool = k.pool AND d.tier = k.key_tier AND d.key = k.key
    JOIN documents_in_play AS i
        ON
            i.document_no = d.document_no AND i.group_id = k.group_id AND i.currency = k.currency
            AND i.company_code = k.company_code AND (i.effective_gross > 0 OR is_number_tier(k.tier))
    QUALIFY rank() OVER (
        PARTITION BY k.receipt_no, k.word
        ORDER BY k.tier IS DISTINCT FROM k.meant_tier, k.tier, k.tier = tier_of('digits') AND i.effective_gross < 0
    ) = 1
),

named AS (
    SELECT DISTINCT
        receipt_no,
        document_no,
        TRUE AS is_named
    FROM met
    WHERE tier NOT IN (tier_of('order'), tier_of('delivery')) AND NOT is_doubtful
)

SELECT m.* FROM met AS m LEFT JOIN named AS n USING (receipt_no, document_no)
QUALIFY
    m.tier NOT IN (tier_of('order'), tier_of('delivery')) OR coalesce(n.is_named, FALSE)
    OR count(n.is_named) OVER (PARTITION BY m.receipt_no, m.word) = 0
