-- One row per advice of tonight, for its earlier version.
SELECT DISTINCT payer_id, remittance_id FROM landed_remittances
