-- One row per advice that needs no money whose allocations do not sum to 0.
SELECT
    company_code,
    remittance_id,
    currency,
    sum(amount) AS amount
FROM allocations
WHERE payment_id IS NULL
GROUP BY company_code, remittance_id, currency
HAVING sum(amount) <> 0
