-- One row per question and payer with resolved cases: how they came out beyond what their kind led to expect, and their
-- number.
-- key: question, payer_id
WITH counted AS (
    SELECT
        r.question,
        r.payer_id,
        sum(r.hits) AS hits,
        sum(r.total) AS total,
        sum(exactly(r.total * e.chance)) AS expected,
        sum(exactly(r.total * e.chance * (1 - e.chance))) AS variance
    FROM resolved AS r INNER JOIN learned_evidence AS e
        ON e.question = r.question AND e.dispute_subtype = r.dispute_subtype AND e.evidence_kind = r.evidence_kind
    GROUP BY r.question, r.payer_id
),

weighed AS (
    SELECT
        *,
        weight_of(
            sum(spread(hits, expected)) OVER kind, sum(variance) OVER kind, sum(total * (total - 1)) OVER kind,
            sum(total) OVER kind
        ) AS weight
    FROM counted
    WINDOW kind AS (PARTITION BY question)
)

SELECT
    question,
    payer_id,
    bent(hits, expected, total, weight) AS bent,
    CAST(total AS BIGINT) AS total
FROM weighed
