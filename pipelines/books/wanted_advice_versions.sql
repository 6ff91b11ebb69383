-- One row per advice of tonight that is not in play, for its earlier version.
SELECT DISTINCT payer_id, remittance_id FROM landed_remittances AS l
WHERE NOT EXISTS (
    SELECT 1 FROM old_advice AS o WHERE o.remittance_id = l.remittance_id AND o.payer_id IS NOT DISTINCT FROM l.payer_id
)
