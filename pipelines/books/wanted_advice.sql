-- One row per payment that is back in play, for its advice.
SELECT DISTINCT company_code AS tied_company_code, payment_id AS tied_payment_id FROM old_payments WHERE NOT is_live
