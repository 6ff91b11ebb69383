-- One row per payment with a rest that no document takes.
-- key: company_code, payment_id
SELECT
    company_code, payment_id, known_payer_id AS payer_id, currency, to_money(unapplied_amount, currency) AS amount,
    unapplied_reason AS reason, candidates, value_date
FROM settled_payments WHERE unapplied_amount <> 0
