-- One row per advice and payment that earlier nights tied together for good, and what the advice says of it.
-- key: head_key, tied_company_code, tied_payment_id
SELECT l.head_key, l.tied_company_code, l.tied_payment_id, sum(l.paid_amount)::BIGINT AS total_amount
FROM advice_laid AS l JOIN advice_heads AS h USING (head_key)
WHERE NOT h.is_waiting AND l.tied_payment_id IS NOT NULL
GROUP BY ALL
