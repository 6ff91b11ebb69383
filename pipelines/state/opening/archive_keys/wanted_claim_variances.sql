-- One row per claim number in tonight's advice.
-- key: claim_number
SELECT DISTINCT claim_number FROM landed_remittances WHERE claim_number IS NOT NULL
