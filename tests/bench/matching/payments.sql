-- One row per payment: what its advice comes to.
SELECT
    company_code, bank_reference AS payment_id, payer_id, DATE '2026-03-02' AS value_date, sum(paid_amount)::BIGINT AS amount,
    currency, bank_reference
FROM remittances GROUP BY ALL
