-- One row per payment that has paid a document that is back in play, for a lower gross gives its money back.
-- key: company_code, payment_id
SELECT DISTINCT company_code, payment_id FROM old_applications
WHERE NOT is_live AND payment_id IS NOT NULL AND (company_code, payment_id) NOT IN (SELECT (company_code, payment_id) FROM old_payments)
