-- One row per payment: what its advice comes to.
SELECT
    company_code, bank_reference AS payment_id, payer_id, DATE '2026-03-03' AS value_date,
    CAST(sum(paid_amount) AS DECIMAL(18, 3)) AS amount, currency, bank_reference
FROM remittances GROUP BY company_code, bank_reference, payer_id, currency
