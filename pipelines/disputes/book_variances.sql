-- One row per variance in play tonight, with its case as it stands after the night.
SELECT
    v.* REPLACE (
        d.opened_date AS opened_date,
        d.status AS status,
        d.owner AS owner,
        d.last_activity_at AS last_activity_at,
        d.changed_date AS changed_date,
        d.is_live AS is_live
    )
FROM variances AS v INNER JOIN dated_variances AS d ON d.variance_id = v.variance_id
