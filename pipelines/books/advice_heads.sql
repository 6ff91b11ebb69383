-- One row per advice in play: its total, its reference and the payment it was tied to before.
SELECT
    payer_id, remittance_id, any_value(currency) AS currency, max(company_code) AS company_code,
    max(normal_reference(bank_reference)) AS bank_key, min(remittance_date) AS remittance_date,
    sum(paid_amount)::BIGINT AS total_amount, bool_and(paid_amount = 0) AS is_all_zero,
    max(tied_company_code) AS tied_company_code, max(tied_payment_id) AS tied_payment_id, bool_or(is_new) AS is_new
FROM advice_laid GROUP BY payer_id, remittance_id
