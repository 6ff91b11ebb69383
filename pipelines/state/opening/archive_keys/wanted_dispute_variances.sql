-- One row per dispute that tonight's activity names.
-- key: variance_id
SELECT DISTINCT dispute_id AS variance_id FROM landed_dispute_activity
