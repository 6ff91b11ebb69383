-- One row per payment that is back in play, for its advice.
-- key: tied_company_code, tied_payment_id
SELECT DISTINCT company_code AS tied_company_code, payment_id AS tied_payment_id FROM old_payments WHERE NOT is_live
