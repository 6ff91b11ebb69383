-- One row per payer: its family's topmost payer, its group; in a circle of parents the smallest id of the circle.
-- key: payer_id
WITH RECURSIVE above AS (
    -- UNION, not UNION ALL: who has been met is not climbed again, so a circle ends.
    SELECT payer_id, parent_payer_id AS ancestor FROM merged_payers WHERE parent_payer_id IS NOT NULL
    UNION
    SELECT a.payer_id, p.parent_payer_id
    FROM above AS a JOIN merged_payers AS p ON p.payer_id = a.ancestor
    WHERE p.parent_payer_id IS NOT NULL
), circular AS (
    SELECT payer_id FROM above WHERE payer_id = ancestor
), heads AS (
    SELECT
        a.payer_id,
        min(a.ancestor) FILTER (WHERE a.ancestor NOT IN (SELECT payer_id FROM above)) AS top,
        min(a.ancestor) FILTER (WHERE a.ancestor IN (SELECT payer_id FROM circular)) AS circle
    FROM above AS a GROUP BY a.payer_id
)
SELECT p.payer_id, coalesce(h.top, h.circle, p.payer_id) AS group_id
FROM merged_payers AS p LEFT JOIN heads AS h USING (payer_id)
