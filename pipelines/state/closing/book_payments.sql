-- One row per payment in play; live while it has a rest or is fresh in memory.
-- key: company_code, payment_id
SELECT
    *,
    unapplied_amount <> 0 OR arrived_date > getvariable('night') - getvariable('settled_memory_nights') AS is_live
FROM settled_payments
