-- One row per payment that is back in play.
SELECT DISTINCT company_code, payment_id FROM old_applications WHERE NOT is_live AND payment_id IS NOT NULL
