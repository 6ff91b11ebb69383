-- One row per advice in play and bank reference on it (`head_key`): its total, and whether it still waits for its money, or waits
-- again, since the payment that it was about came back whole.
-- key: head_key
WITH said AS (
    SELECT head_key, tied_company_code, tied_payment_id, sum(paid_amount)::BIGINT AS amount, bool_or(is_used) AS is_used
    FROM advice_laid WHERE tied_payment_id IS NOT NULL GROUP BY ALL
), tied AS (
    -- Tied and unused, it may be about more payments than have come so far, unless it fits the money.
    SELECT s.head_key, bool_or(s.is_used) OR bool_and(p.payment_id IS NULL OR p.amount = s.amount) AS is_settled,
        count(*) = 1 AND bool_and(r.payment_id IS NOT NULL) AS is_returned
    FROM said AS s
    LEFT JOIN payments_laid AS p ON p.company_code = s.tied_company_code AND p.payment_id = s.tied_payment_id
    LEFT JOIN returned_payments AS r ON r.company_code = p.company_code AND r.payment_id = p.payment_id
    GROUP BY ALL
)
SELECT
    head_key, min(l.payer_id) AS payer_id, min(l.remittance_id) AS remittance_id, min(l.bank_key) AS bank_key,
    min(l.currency) AS currency, max(l.company_code) AS company_code, min(l.remittance_date) AS remittance_date,
    sum(l.paid_amount)::BIGINT AS total_amount, bool_and(l.paid_amount = 0) AS is_all_zero,
    md5(string_agg(words, chr(10) ORDER BY words)) AS content_key,
    NOT coalesce(any_value(t.is_settled), false) OR any_value(t.is_returned) AS is_waiting,
    coalesce(any_value(t.is_returned), false) AS is_returned
FROM (
    SELECT *, concat_ws('|', invoice_reference, po_reference, paid_amount, discount_amount, deduction_amount, claim_number) AS words
    FROM advice_laid
) AS l
LEFT JOIN tied AS t USING (head_key)
GROUP BY head_key
