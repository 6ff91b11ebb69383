-- One row per quantile of the days that tonight's closed disputes took, scope and member of it; the denominator is
-- their number.
-- key: scope, scope_id, kpi
WITH scoped AS (
    SELECT
        'all' AS scope,
        '' AS scope_id,
        cycle_days
    FROM closed_tonight
    UNION ALL
    SELECT
        'payer',
        payer_id,
        cycle_days
    FROM closed_tonight
    UNION ALL
    SELECT
        'type',
        dispute_type,
        cycle_days
    FROM closed_tonight
    UNION ALL
    SELECT
        'owner',
        owner,
        cycle_days
    FROM closed_tonight
)

SELECT
    scope,
    scope_id,
    unnest(['cycle_days_median', 'cycle_days_p90']) AS kpi,
    unnest([quantile_disc(cycle_days, 0.5), quantile_disc(cycle_days, 0.9)]) AS days,
    count(*) AS case_count
FROM scoped
GROUP BY scope, scope_id
