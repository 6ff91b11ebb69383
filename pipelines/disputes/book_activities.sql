-- One row per activity accepted tonight, as it is kept for the day it is sent again.
-- key: activity_id
SELECT
    activity_id,
    dispute_id,
    "at",
    actor,
    kind,
    status,
    resolution,
    minor_amount AS amount,
    text,
    closed_amount,
    FALSE AS is_live
FROM judged_activities
WHERE flaw IS NULL
