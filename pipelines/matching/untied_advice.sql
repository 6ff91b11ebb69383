-- One row per payment without advice that advice names by its bank reference, and that is not tied to it: other payments bear
-- the reference too, or it is in another currency.
WITH heads AS (
    SELECT payer_id, remittance_id, any_value(group_id) AS group_id, any_value(currency) AS currency,
        max(normal_reference(bank_reference)) AS bank_key
    FROM night_advice WHERE tied_payment_id IS NULL AND NOT is_used
    GROUP BY payer_id, remittance_id HAVING sum(paid_amount) <> 0
)
SELECT s.source_no, bool_or(h.currency = s.currency) AS is_same_currency
FROM sources AS s
JOIN heads AS h ON h.bank_key IN (normal_reference(s.bank_reference), normal_reference(s.payment_id)) AND h.bank_key <> ''
    AND (h.payer_id IS NULL OR s.payer_id IS NULL OR h.group_id = s.group_id)
WHERE NOT s.is_moneyless AND NOT s.has_advice
GROUP BY s.source_no
