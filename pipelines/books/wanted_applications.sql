-- One row per payment that is back in play.
SELECT DISTINCT company_code, payment_id FROM old_payments WHERE NOT is_live
UNION SELECT company_code, reverses_payment_id FROM landed_payments WHERE reverses_payment_id IS NOT NULL
UNION SELECT company_code, payment_id FROM landed_cash_applications
