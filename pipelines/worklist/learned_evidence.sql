-- One row per question, type, subtype and kind of evidence: the type's chance, moved as far as its own cases bear out.
-- Where papers show whose fault it is, the policy's share for that stands in place of the type's.
-- key: question, dispute_type, dispute_subtype, evidence_kind
WITH kinds AS (
    SELECT
        dispute_type,
        dispute_subtype,
        evidence_kind
    FROM open_disputes
    UNION
    SELECT
        dispute_type,
        dispute_subtype,
        evidence_kind
    FROM resolved
),

counted AS (
    SELECT
        t.question,
        k.dispute_type,
        k.dispute_subtype,
        k.evidence_kind,
        coalesce(any_value(s.share), any_value(t.chance)) AS larger,
        coalesce(sum(r.hits), 0) AS hits,
        coalesce(sum(r.total), 0) AS total
    FROM kinds AS k
    INNER JOIN learned_types AS t ON t.dispute_type = k.dispute_type
    INNER JOIN subtypes AS a ON a.dispute_subtype = k.dispute_subtype
    LEFT JOIN invalid_shares AS s
        ON
            t.question = 'invalid' AND s.name = CASE
                WHEN k.evidence_kind = 'documented' THEN a.documented_action
                WHEN k.evidence_kind = 'contested' AND NOT a.is_ours THEN 'collect'
            END
    LEFT JOIN resolved AS r
        ON
            r.question = t.question
            AND r.dispute_subtype = k.dispute_subtype
            AND r.evidence_kind = k.evidence_kind
    GROUP BY t.question, k.dispute_type, k.dispute_subtype, k.evidence_kind
),

weighed AS (
    SELECT
        *,
        weight_of(
            sum(spread(hits, total * larger)) OVER kind, sum(exactly(total * larger * (1 - larger))) OVER kind,
            sum(total * (total - 1)) OVER kind, sum(total) OVER kind
        ) AS weight
    FROM counted
    WINDOW kind AS (PARTITION BY question)
)

SELECT
    question,
    dispute_type,
    dispute_subtype,
    evidence_kind,
    chance(larger + bent(hits, exactly(total * larger), total, weight)) AS chance
FROM weighed
