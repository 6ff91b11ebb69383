-- One row per credit memo of tonight and dispute that it closes, wholly or in part: same claim, then same amount, then
-- oldest.
-- key: credit_no, difference_no?, variance_id?
WITH RECURSIVE thinkable AS (
    SELECT
        *,
        coalesce(variance_id, 'found ' || difference_no) AS dispute
    FROM credit_pairs AS p
    WHERE
        p.is_new
        AND p.credit_no NOT IN (SELECT credit_no FROM settled_by_credit)
        AND coalesce(p.difference_no, -1) NOT IN (SELECT difference_no FROM settled_by_credit)
        -- What is no dispute, as a payment in part, has nothing that a memo could close.
        AND (p.difference_no IS NULL OR p.difference_no IN (
            SELECT difference_no FROM classified_differences
            WHERE outcome = 'dispute'
        ))
    QUALIFY p.key_rank = min(p.key_rank) OVER (PARTITION BY p.credit_no)
),

sure AS (
    -- An equal deduction of tonight that several memos fit is a tie, and a tie settles nothing.
    FROM thinkable QUALIFY NOT bool_or(is_fresh AND amount = unused) OVER (PARTITION BY credit_no)
),

keyed AS (
    -- All memos and disputes of a class share its key, so that any of them may meet.
    SELECT
        *,
        unnest(CASE
            WHEN
                key_rank = 1 AND is_same_claim
                THEN [{ 'tier': 1, 'class': place || chr(10) || claim }, { 'tier': 2, 'class': place }]
            WHEN key_rank = 1 THEN [{ 'tier': 2, 'class': place }]
            WHEN key_rank = 2 THEN [{ 'tier': 3, 'class': claim }]
            WHEN is_by_delivery THEN [{ 'tier': 4, 'class': shared_key }]
            ELSE [{ 'tier': 5, 'class': shared_key }]
        END) AS offer
    FROM sure
),

turns AS (
    -- A memo of several claims takes them one after the other.
    SELECT
        *,
        dense_rank() OVER (PARTITION BY credit_no, offer.tier ORDER BY offer.class) AS turn
    FROM keyed
),

offers AS (
    SELECT
        *,
        offer.class AS class,
        dense_rank() OVER (ORDER BY offer.tier, turn) AS step
    FROM turns
),

memos AS (
    SELECT DISTINCT
        step,
        class,
        credit_no,
        unused,
        issue_date
    FROM offers
),

offered AS (
    SELECT DISTINCT
        step,
        class,
        dispute,
        amount,
        opened_date,
        variance_id,
        difference_no
    FROM offers
),

shared AS (
    -- Each step has a half for what is equal on both sides and one for the rest; every half hands on what was shared
    -- before it.
    SELECT
        2 AS half,
        NULL::INTEGER AS credit_no,
        NULL::VARCHAR AS dispute,
        0::BIGINT AS amount
    WHERE EXISTS (FROM offers)
    UNION ALL
    (
        WITH memo_rests AS (
            SELECT
                m.*,
                half,
                m.unused - coalesce(s.amount, 0) AS rest,
                CASE half % 2 WHEN 0 THEN rest END AS equal
            FROM memos AS m JOIN (SELECT max(half) AS half FROM shared) ON m.step = half // 2
            LEFT JOIN (
                SELECT
                    credit_no,
                    sum(amount) AS amount
                FROM shared
                GROUP BY ALL
            ) AS s USING (credit_no)
        ),

        dispute_rests AS (
            SELECT
                d.*,
                d.amount - coalesce(s.amount, 0) AS rest,
                CASE half % 2 WHEN 0 THEN rest END AS equal
            FROM offered AS d JOIN (SELECT max(half) AS half FROM shared) ON d.step = half // 2
            LEFT JOIN (
                SELECT
                    dispute,
                    sum(amount) AS amount
                FROM shared
                GROUP BY ALL
            ) AS s USING (dispute)
        ),

        memo_stack AS (
            SELECT
                *,
                sum(rest) OVER (PARTITION BY class, equal ORDER BY issue_date, credit_no) - rest AS low
            FROM memo_rests
            WHERE rest > 0
        ),

        dispute_stack AS (
            SELECT
                *,
                sum(rest) OVER (PARTITION BY class, equal ORDER BY opened_date, variance_id, difference_no) - rest AS low
            FROM dispute_rests
            WHERE rest > 0
        )

        SELECT
            half + 1,
            credit_no,
            dispute,
            amount
        FROM shared
        WHERE half // 2 <= (SELECT max(step) FROM offers)
        UNION ALL
        SELECT
            m.half + 1,
            m.credit_no,
            d.dispute,
            (least(m.low + m.rest, d.low + d.rest) - greatest(m.low, d.low))::BIGINT
        FROM memo_stack AS m JOIN dispute_stack AS d ON d.class = m.class AND d.equal IS NOT DISTINCT FROM m.equal
        WHERE least(m.low + m.rest, d.low + d.rest) > greatest(m.low, d.low)
    )
)

SELECT
    s.credit_no,
    d.difference_no,
    d.variance_id,
    sum(s.amount)::BIGINT AS amount
FROM shared AS s JOIN (
    SELECT DISTINCT
        dispute,
        difference_no,
        variance_id
    FROM offered
) AS d USING (dispute)
WHERE s.half = (SELECT max(half) FROM shared)
GROUP BY ALL
