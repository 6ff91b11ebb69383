-- One row per application of earlier nights that is in play.
-- key: company_code, payment_id?, invoice_number?, claim_key
SELECT * EXCLUDE (is_live) FROM old_applications
