-- One row per activity accepted tonight, as it is kept for the day it is sent again.
SELECT
    activity_id, dispute_id, "at", actor, kind, status, resolution, minor_amount AS amount, text, closed_amount,
    FALSE AS is_live
FROM judged_activities
WHERE flaw IS NULL
