-- One row per payment that the bank gives no payer, and that is new or has a rest: who paid it is asked tonight.
-- key: company_code, payment_id
SELECT
    company_code, payment_id, currency, memo, name_text(payer_name) AS name_text, normal_reference(payer_account) AS account_key
FROM payments_laid
WHERE payer_id IS NULL AND reverses_payment_id IS NULL AND (is_new OR unapplied_amount <> 0)
