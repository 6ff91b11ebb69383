-- One row per question and dispute type: the policy's share, moved as far as all resolved cases, then those of the
-- type, bear out.
-- key: question, dispute_type
WITH counted AS (
    SELECT
        p.question,
        p.dispute_type,
        p.share,
        coalesce(sum(r.hits), 0) AS hits,
        coalesce(sum(r.total), 0) AS total
    FROM prior_shares AS p
    LEFT JOIN resolved AS r ON r.question = p.question AND r.dispute_type = p.dispute_type
    GROUP BY p.question, p.dispute_type, p.share
),

shifted AS (
    SELECT
        *,
        chance(share + bent(
            sum(hits) OVER kind, sum(exactly(total * share)) OVER kind, sum(total) OVER kind, getvariable('learning_weight')
        )) AS larger
    FROM counted
    WINDOW kind AS (PARTITION BY question)
),

weighed AS (
    SELECT
        *,
        weight_of(
            sum(spread(hits, total * larger)) OVER kind, sum(exactly(total * larger * (1 - larger))) OVER kind,
            sum(total * (total - 1)) OVER kind, sum(total) OVER kind
        ) AS weight
    FROM shifted
    WINDOW kind AS (PARTITION BY question)
)

SELECT
    question,
    dispute_type,
    chance(larger + bent(hits, exactly(total * larger), total, weight)) AS chance
FROM weighed
