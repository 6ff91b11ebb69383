-- One row per advice that waits and payment that bears its bank reference: of the payments that do, those that have not come back,
-- and of these those that the bank or their name says are its family's, else those of unknown payers.
-- key: head_key, company_code, payment_id
WITH payment_bank_keys AS (
    SELECT company_code, payment_id, currency, amount, payer_id,
        unnest(list_distinct([normal_reference(bank_reference), normal_reference(payment_id)])) AS bank_key
    FROM payments_laid WHERE amount > 0
), named AS (
    SELECT u.company_code, u.payment_id, m.group_id
    FROM unknown_payments AS u
    JOIN payer_marks AS m ON m.mark_kind = 'name' AND m.mark_key = name_key(u.name_text) AND m.families = 1
)
SELECT
    h.head_key, h.payer_id, h.total_amount, h.content_key, coalesce(a.group_id, h.payer_id) AS group_id,
    k.company_code, k.payment_id, k.amount,
    h.is_returned, r.payment_id IS NOT NULL AS has_come_back,
    k.payer_id IS NOT NULL OR coalesce(n.group_id = coalesce(a.group_id, h.payer_id), false) AS is_of_family
FROM advice_heads AS h
JOIN payment_bank_keys AS k ON k.bank_key = h.bank_key AND k.currency = h.currency
    AND (h.company_code IS NULL OR h.company_code = k.company_code)
LEFT JOIN payer_groups AS a ON a.payer_id = h.payer_id
LEFT JOIN payer_groups AS b ON b.payer_id = k.payer_id
LEFT JOIN returned_payments AS r ON r.company_code = k.company_code AND r.payment_id = k.payment_id
LEFT JOIN named AS n ON n.company_code = k.company_code AND n.payment_id = k.payment_id
WHERE h.is_waiting AND h.bank_key <> '' AND (h.total_amount <> 0 OR h.is_all_zero)
    AND (h.payer_id IS NULL OR k.payer_id IS NULL
        OR coalesce(a.group_id, h.payer_id) = coalesce(b.group_id, k.payer_id))
    -- Everybody writes a check number 1001: by itself it proves nothing.
    AND (length(h.bank_key) > 6 OR k.amount = h.total_amount OR is_of_family)
QUALIFY rank() OVER (PARTITION BY h.head_key ORDER BY has_come_back, is_of_family DESC) = 1
