-- One row per payer, type, subtype, evidence and band of age of an open dispute: how sure it is that the payer is wrong, and that
-- a wrong payer pays; each with the number of resolved cases it rests on. Every group leans on the larger one until it
-- has cases of its own: policy, type, subtype and evidence, those that lasted as long, and last the payer's own bent.
-- Where papers show whose fault it is, subtype and evidence lean on the policy's share for that instead of the type's.
WITH asked AS (
    SELECT DISTINCT payer_id, dispute_type, dispute_subtype, evidence_kind, age_band
    FROM open_disputes
),

by_type AS (
    SELECT
        p.dispute_type,
        shrunk(sum(wrong_count), sum(judged_count), any_value(p.invalid_share)) AS invalid,
        shrunk(sum(recovered_count), sum(wrong_count), any_value(p.recovered_share)) AS recovered
    FROM prior_shares AS p LEFT JOIN resolved AS r USING (dispute_type)
    GROUP BY p.dispute_type
),

by_evidence AS (
    SELECT
        k.dispute_type,
        k.dispute_subtype,
        k.evidence_kind,
        shrunk(sum(wrong_count), sum(judged_count), any_value(coalesce(s.share, t.invalid))) AS invalid,
        shrunk(sum(recovered_count), sum(wrong_count), any_value(t.recovered)) AS recovered
    FROM (
        SELECT dispute_type, dispute_subtype, evidence_kind FROM asked
        UNION
        SELECT dispute_type, dispute_subtype, evidence_kind FROM resolved
    ) AS k
    INNER JOIN by_type AS t USING (dispute_type)
    INNER JOIN recommendations AS a USING (dispute_subtype)
    LEFT JOIN invalid_shares AS s ON s.name = CASE
        WHEN k.evidence_kind = 'documented' THEN a.documented_action
        WHEN k.evidence_kind = 'contested' AND NOT a.is_ours THEN 'collect'
    END
    LEFT JOIN resolved AS r USING (dispute_type, dispute_subtype, evidence_kind)
    GROUP BY k.dispute_type, k.dispute_subtype, k.evidence_kind
),

-- Of cases that are so old already, only those that lasted as long tell.
by_age AS (
    SELECT
        k.dispute_type,
        k.dispute_subtype,
        k.evidence_kind,
        k.age_band,
        coalesce(sum(r.judged_count), 0) AS judged_count,
        coalesce(sum(r.wrong_count), 0) AS wrong_count,
        shrunk(sum(r.wrong_count), sum(r.judged_count), any_value(e.invalid)) AS invalid,
        shrunk(sum(r.recovered_count), sum(r.wrong_count), any_value(e.recovered)) AS recovered
    FROM (SELECT DISTINCT dispute_type, dispute_subtype, evidence_kind, age_band FROM asked) AS k
    INNER JOIN by_evidence AS e USING (dispute_type, dispute_subtype, evidence_kind)
    LEFT JOIN resolved AS r
        ON r.dispute_type = k.dispute_type
            AND r.dispute_subtype = k.dispute_subtype
            AND r.evidence_kind = k.evidence_kind
            AND r.age_band >= k.age_band
    GROUP BY k.dispute_type, k.dispute_subtype, k.evidence_kind, k.age_band
),

-- How this payer's cases came out, against what cases like them led to expect.
by_payer AS (
    SELECT
        r.payer_id,
        sum(r.judged_count) AS judged_count,
        sum(r.wrong_count) AS wrong_count,
        sum(r.wrong_count) - sum(r.judged_count * e.invalid) AS invalid_surplus,
        sum(r.recovered_count) - sum(r.wrong_count * e.recovered) AS recovered_surplus
    FROM resolved AS r INNER JOIN by_evidence AS e USING (dispute_type, dispute_subtype, evidence_kind)
    GROUP BY r.payer_id
)

SELECT
    a.*,
    bounded(g.invalid + bent(p.invalid_surplus, p.judged_count)) AS invalid_probability,
    bounded(g.recovered + bent(p.recovered_surplus, p.wrong_count)) AS recovery_probability,
    CAST(g.judged_count AS BIGINT) AS invalid_cases,
    CAST(g.wrong_count AS BIGINT) AS recovery_cases,
    CAST(coalesce(p.judged_count, 0) AS BIGINT) AS payer_cases
FROM asked AS a
INNER JOIN by_age AS g USING (dispute_type, dispute_subtype, evidence_kind, age_band)
LEFT JOIN by_payer AS p ON p.payer_id = a.payer_id
