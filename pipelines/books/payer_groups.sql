-- One row per payer: the topmost parent that it hangs under, its group.
WITH RECURSIVE climb AS (
    SELECT payer_id, payer_id AS top, parent_payer_id AS parent, 0 AS steps FROM payers
    UNION ALL
    SELECT c.payer_id, c.parent, p.parent_payer_id, c.steps + 1
    FROM climb AS c LEFT JOIN payers AS p ON p.payer_id = c.parent
    WHERE c.parent IS NOT NULL AND c.steps < 20
)
SELECT
    payer_id,
    -- In a circle of parents everybody climbs for ever: its smallest id stands for all.
    CASE WHEN max(steps) >= 20 THEN min(top) ELSE arg_max(top, steps) END AS group_id
FROM climb GROUP BY payer_id
