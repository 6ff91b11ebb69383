-- One row per payment that is back in play, for what it has put where.
-- key: company_code, payment_id
SELECT DISTINCT company_code, payment_id FROM old_payments WHERE NOT is_live
