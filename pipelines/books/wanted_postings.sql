-- One row per payment that is back in play, for its earlier postings.
SELECT DISTINCT company_code, payment_id FROM old_payments WHERE NOT is_live
