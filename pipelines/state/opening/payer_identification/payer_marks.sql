-- One row per mark of a payer (its name in master data, or a name or account that earlier payments bore): whose it is, if one
-- family's only.
-- key: mark_kind, mark_key
WITH marks AS MATERIALIZED (
    SELECT 'name' AS mark_kind, name_text(name) AS mark, payer_id FROM merged_payers WHERE name IS NOT NULL
    UNION ALL
    SELECT mark_kind, mark, payer_id FROM old_payer_marks
)
SELECT
    m.mark_kind, name_key(m.mark) AS mark_key, min(m.mark) AS mark,
    count(DISTINCT coalesce(g.group_id, m.payer_id)) AS families,
    min(coalesce(g.group_id, m.payer_id)) AS group_id,
    -- The head of the family, where it bears the mark itself.
    coalesce(min(m.payer_id) FILTER (WHERE m.payer_id = g.group_id), min(m.payer_id)) AS payer_id
FROM marks AS m LEFT JOIN payer_groups AS g USING (payer_id)
WHERE m.mark <> ''
GROUP BY ALL
