-- One row per open dispute; `priority` is total: hard tier, expected recovery at the policy's rates, dispute_id.
-- Tiers: 1 window closes soon, 2 can be worked, 3 window not open yet, 4 window passed, 5 write-off candidates.
SELECT
    variance_id,
    row_number() OVER (ORDER BY tier, ranked_value DESC NULLS LAST, variance_id) AS priority
FROM (
    SELECT
        variance_id,
        x.ranked_value,
        CASE
            WHEN x.recommended_action = 'write_off' THEN 5
            WHEN w.window_closes < getvariable('night') THEN 4
            WHEN w.window_opens > getvariable('night') THEN 3
            WHEN w.window_closes <= getvariable('night') + CAST(getvariable('closes_soon_days') AS INTEGER) THEN 1
            ELSE 2
        END AS tier
    FROM valued_disputes AS x LEFT JOIN case_windows AS w USING (variance_id)
)
