-- One row per payer, with the group that it belongs to, and whether the night brings or changes it.
-- key: payer_id
SELECT p.*, g.group_id,
    p.payer_id IN (SELECT payer_id FROM (FROM merged_payers EXCEPT SELECT * EXCLUDE (is_live) FROM old_payers)) AS is_new
FROM merged_payers AS p JOIN payer_groups AS g USING (payer_id)
