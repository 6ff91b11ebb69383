-- One row per dispute in play tonight: its status, owner and last activity after the night.
-- key: variance_id
WITH worked AS (
    SELECT
        dispute_id,
        arg_max(status_after, ordinal) AS status,
        arg_max(coalesce(nullif(trim(text), ''), actor), ordinal) FILTER (kind = 'assigned') AS owner,
        max("at") AS last_activity_at
    FROM judged_activities
    WHERE flaw IS NULL
    GROUP BY dispute_id
)

SELECT
    c.place,
    c.variance_id,
    coalesce(w.status, c.start_status) AS status_before_end,
    coalesce(ended.to_status, w.status, c.start_status) AS status,
    ended.cause AS end_cause,
    w.owner,
    w.last_activity_at
FROM cases AS c
INNER JOIN case_variances AS v ON v.place = c.place
LEFT JOIN worked AS w ON w.dispute_id = c.variance_id
LEFT JOIN state_changes AS ended
    ON
        ended.caused_by = 'night'
        AND ended.cause = CASE WHEN v.open_amount = 0 THEN 'closed' ELSE 'reopened' END
        AND ended.from_status = coalesce(w.status, c.start_status)
