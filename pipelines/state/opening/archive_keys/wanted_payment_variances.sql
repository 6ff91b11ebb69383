-- One row per payment that is back in play.
-- key: company_code, payment_id
SELECT DISTINCT company_code, payment_id FROM old_applications WHERE NOT is_live AND payment_id IS NOT NULL
