-- One row per payer, type, subtype, evidence and band of age of an open dispute: how sure it is that the payer is
-- wrong, and that a wrong payer pays; each with the number of resolved cases like it, and of this payer's.
-- key: payer_id, dispute_type, dispute_subtype, evidence_kind, age_band
WITH case_questions AS (
    SELECT DISTINCT
        payer_id,
        dispute_type,
        dispute_subtype,
        evidence_kind,
        age_band
    FROM open_disputes
),

alike AS (
    SELECT
        a.dispute_subtype,
        a.evidence_kind,
        a.age_band,
        coalesce(sum(r.total) FILTER (r.question = 'invalid'), 0) AS invalid_cases,
        coalesce(sum(r.total) FILTER (r.question = 'recovery'), 0) AS recovery_cases
    FROM (
        SELECT DISTINCT
            dispute_subtype,
            evidence_kind,
            age_band
        FROM case_questions
    ) AS a
    LEFT JOIN resolved AS r
        ON r.dispute_subtype = a.dispute_subtype AND r.evidence_kind = a.evidence_kind AND r.age_band >= a.age_band
    GROUP BY a.dispute_subtype, a.evidence_kind, a.age_band
),

answered AS (
    SELECT
        a.*,
        e.question,
        stated_chance(e.chance + g.bent + coalesce(p.bent, 0)) AS chance,
        coalesce(p.total, 0) AS payer_cases
    FROM case_questions AS a
    INNER JOIN learned_evidence AS e
        ON e.dispute_subtype = a.dispute_subtype AND e.evidence_kind = a.evidence_kind
    INNER JOIN learned_ages AS g ON g.question = e.question AND g.age_band = a.age_band
    LEFT JOIN learned_payers AS p ON p.question = e.question AND p.payer_id = a.payer_id
)

SELECT
    i.* EXCLUDE (question, chance),
    i.chance AS invalid_probability,
    r.chance AS recovery_probability,
    CAST(c.invalid_cases AS BIGINT) AS invalid_cases,
    CAST(c.recovery_cases AS BIGINT) AS recovery_cases
FROM answered AS i
INNER JOIN answered AS r
    ON
        r.question = 'recovery'
        AND r.payer_id = i.payer_id
        AND r.dispute_subtype = i.dispute_subtype
        AND r.evidence_kind = i.evidence_kind
        AND r.age_band = i.age_band
INNER JOIN alike AS c
    ON c.dispute_subtype = i.dispute_subtype AND c.evidence_kind = i.evidence_kind AND c.age_band = i.age_band
WHERE i.question = 'invalid'
