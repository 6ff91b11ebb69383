-- One row per question and band of age of an open dispute: how cases that lasted as long came out, against all cases.
-- key: question, age_band
WITH expected AS (
    SELECT
        r.question,
        r.age_band,
        r.hits,
        r.total,
        exactly(r.total * e.chance) AS expected
    FROM resolved AS r INNER JOIN learned_evidence AS e
        ON e.question = r.question AND e.dispute_subtype = r.dispute_subtype AND e.evidence_kind = r.evidence_kind
),

surpluses AS (
    SELECT
        a.question,
        a.age_band,
        bent(
            sum(x.hits) FILTER (x.age_band >= a.age_band), sum(x.expected) FILTER (x.age_band >= a.age_band),
            sum(x.total) FILTER (x.age_band >= a.age_band), getvariable('learning_weight')
        ) AS as_old,
        bent(sum(x.hits), sum(x.expected), sum(x.total), getvariable('learning_weight')) AS of_all
    FROM (
        SELECT DISTINCT
            age_band,
            unnest(['invalid', 'recovery']) AS question
        FROM open_disputes
    ) AS a
    LEFT JOIN expected AS x ON x.question = a.question
    GROUP BY a.question, a.age_band
)

SELECT
    question,
    age_band,
    CASE WHEN as_old = 0 THEN 0 ELSE as_old - of_all END AS bent
FROM surpluses
