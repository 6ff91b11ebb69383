-- One row per open dispute; `priority` is total: hard tier, worth of all that share its cause, its own worth, dispute_id.
-- Tiers: 1 window closes soon, 2 can be worked, 3 window not open yet, 4 window passed, 5 write-off candidates.
-- Worth is the expected recovery at the policy's rates, times `urgency`: within the last days of a window up to twice.
-- key: place
WITH tiered AS (
    SELECT
        x.place,
        x.window_closes - getvariable('night') AS days_left,
        x.window_opens,
        x.window_closes,
        CASE
            WHEN x.recommended_action = 'write_off' THEN 5
            WHEN x.window_closes < getvariable('night') THEN 4
            WHEN x.window_opens > getvariable('night') THEN 3
            WHEN x.window_closes <= getvariable('night') + CAST(getvariable('window_closes_soon_days') AS INTEGER) THEN 1
            ELSE 2
        END AS tier,
        -- Of two places, as it is told.
        CAST(CASE
            WHEN tier = 1 AND x.ranked_value > 0
                THEN round(2 - days_left / greatest(CAST(getvariable('window_closes_soon_days') AS DOUBLE), 1), 2)
            ELSE 1
        END AS DECIMAL(3, 2)) AS urgency,
        CAST(CAST(x.ranked_value AS DECIMAL(30, 6)) * urgency AS DECIMAL(38, 6)) AS own_value,
        c.root_cause_id
    FROM valued_disputes AS x
    LEFT JOIN caused_disputes AS c ON c.place = x.place
),

tier_causes AS (
    SELECT
        tier,
        root_cause_id,
        sum(own_value) AS shared_value,
        count(*) AS shared_count
    FROM tiered
    WHERE root_cause_id IS NOT NULL
    GROUP BY tier, root_cause_id
),

shared AS (
    SELECT
        t.place,
        t.tier,
        t.days_left,
        t.window_opens,
        t.window_closes,
        t.urgency,
        t.own_value,
        coalesce(t.root_cause_id, v.variance_id) AS cause_id,
        CASE WHEN t.root_cause_id IS NULL THEN t.own_value ELSE c.shared_value END AS shared_value,
        coalesce(c.shared_count, 1) AS shared_count
    FROM tiered AS t
    INNER JOIN book_variances AS v ON v.place = t.place
    LEFT JOIN tier_causes AS c ON c.root_cause_id = t.root_cause_id AND c.tier = t.tier
)

-- In the order of the book, which is that of nearly all that is read beside it: then nothing wide need be sorted.
SELECT
    place,
    tier,
    days_left,
    window_opens,
    window_closes,
    shared_count,
    urgency,
    shared_value,
    row_number() OVER (
        ORDER BY tier, shared_value DESC NULLS LAST, cause_id, own_value DESC NULLS LAST, place
    ) AS priority
FROM shared
ORDER BY place
