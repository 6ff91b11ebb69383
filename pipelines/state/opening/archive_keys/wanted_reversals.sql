-- One row per payment that is back in play, for what took it back.
-- key: company_code, reverses_payment_id
SELECT DISTINCT company_code, payment_id AS reverses_payment_id FROM old_payments WHERE NOT is_live
