-- One row per payer, always live.
-- key: payer_id
SELECT * EXCLUDE (group_id, is_new), true AS is_live FROM night_payers
