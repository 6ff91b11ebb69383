-- One row per advice of tonight, for its earlier version.
-- key: payer_id?, remittance_id
SELECT DISTINCT payer_id, remittance_id FROM landed_remittances
