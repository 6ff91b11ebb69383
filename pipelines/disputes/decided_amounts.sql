-- One row per dispute whose money people's decisions move tonight, in minor units; negative where one is corrected.
-- key: variance_id
SELECT
    dispute_id AS variance_id,
    CAST(sum(moved_amount) AS BIGINT) AS amount,
    'written_off' AS kind
FROM judged_activities
WHERE flaw IS NULL
GROUP BY dispute_id
HAVING sum(moved_amount) <> 0
