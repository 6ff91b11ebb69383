-- One row per variance in play tonight: its case as it stands after the night.
-- key: variance_id
SELECT
    v.place,
    v.variance_id,
    CASE WHEN e.variance_id IS NULL THEN v.opened_date ELSE coalesce(v.opened_date, getvariable('night')) END
        AS opened_date,
    coalesce(e.status, v.status) AS status,
    coalesce(e.owner, v.owner) AS owner,
    greatest(v.last_activity_at, e.last_activity_at) AS last_activity_at,
    CASE WHEN h.dispute_id IS NULL THEN v.changed_date ELSE getvariable('night') END AS changed_date,
    v.open_amount <> 0
    OR CASE WHEN h.dispute_id IS NULL THEN v.changed_date ELSE getvariable('night') END
    >= getvariable('night') - getvariable('settled_memory_nights') AS is_live
FROM case_variances AS v
LEFT JOIN ended_cases AS e ON e.place = v.place
LEFT JOIN (SELECT DISTINCT dispute_id FROM dispute_history) AS h ON h.dispute_id = v.variance_id
