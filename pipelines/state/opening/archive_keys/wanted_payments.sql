-- One row per payment that tonight's postings, reversals or versions name.
-- key: company_code, payment_id
SELECT DISTINCT company_code, payment_id FROM (
    SELECT company_code, payment_id FROM landed_cash_applications
    UNION ALL SELECT company_code, payment_id FROM landed_payments
    UNION ALL SELECT company_code, reverses_payment_id FROM landed_payments WHERE reverses_payment_id IS NOT NULL
) ANTI JOIN old_payments USING (company_code, payment_id)
