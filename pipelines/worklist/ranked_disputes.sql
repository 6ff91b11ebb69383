-- One row per open dispute; `priority` is total: hard tier, worth of all that share its cause, its own worth, dispute_id.
-- Tiers: 1 window closes soon, 2 can be worked, 3 window not open yet, 4 window passed, 5 write-off candidates.
-- Worth is the expected recovery at the policy's rates; within the last days of a window it counts up to twice.
WITH tiered AS (
    SELECT
        x.variance_id,
        w.window_closes - getvariable('night') AS days_left,
        w.window_opens,
        CASE
            WHEN x.recommended_action = 'write_off' THEN 5
            WHEN w.window_closes < getvariable('night') THEN 4
            WHEN w.window_opens > getvariable('night') THEN 3
            WHEN w.window_closes <= getvariable('night') + CAST(getvariable('closes_soon_days') AS INTEGER) THEN 1
            ELSE 2
        END AS tier,
        CASE
            WHEN tier = 1 AND x.ranked_value > 0
                THEN x.ranked_value * (2 * getvariable('closes_soon_days') - days_left)
                    / greatest(getvariable('closes_soon_days'), 1)
            ELSE x.ranked_value
        END AS own_value,
        coalesce(c.root_cause_id, x.variance_id) AS cause_id
    FROM valued_disputes AS x
    LEFT JOIN case_windows AS w ON w.variance_id = x.variance_id
    LEFT JOIN caused_disputes AS c ON c.variance_id = x.variance_id
),

shared AS (
    SELECT
        variance_id,
        tier,
        days_left,
        window_opens,
        CAST(own_value AS DECIMAL(38, 6)) AS own_value,
        cause_id,
        sum(CAST(own_value AS DECIMAL(38, 6))) OVER (PARTITION BY tier, cause_id) AS shared_value,
        count(*) OVER (PARTITION BY tier, cause_id) AS shared_count
    FROM tiered
)

SELECT
    variance_id,
    tier,
    days_left,
    window_opens,
    shared_count,
    row_number() OVER (
        ORDER BY tier, shared_value DESC NULLS LAST, cause_id, own_value DESC NULLS LAST, variance_id
    ) AS priority
FROM shared
