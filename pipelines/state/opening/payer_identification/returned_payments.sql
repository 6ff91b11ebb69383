-- One row per payment that came back whole.
-- key: company_code, payment_id
SELECT o.company_code, o.payment_id
FROM payments_laid AS o
JOIN payments_laid AS r ON r.company_code = o.company_code AND r.reverses_payment_id = o.payment_id AND r.currency = o.currency
WHERE o.amount > 0 AND r.amount < 0
GROUP BY o.company_code, o.payment_id, o.amount HAVING -sum(r.amount) >= o.amount
