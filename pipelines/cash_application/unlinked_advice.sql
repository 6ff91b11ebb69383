-- One row per payment without advice that advice names by its bank reference, and that is not tied to it: other
-- payments bear the reference too, or it is in another currency.
-- key: receipt_no
WITH heads AS (
    SELECT
        payer_id,
        remittance_id,
        any_value(group_id) AS group_id,
        any_value(currency) AS currency,
        max(normal_reference(bank_reference)) AS bank_key
    FROM night_advice
    WHERE tied_payment_id IS NULL AND NOT is_used
    GROUP BY payer_id, remittance_id
    HAVING sum(paid_amount) <> 0
),

borne AS (
    SELECT
        receipt_no,
        payer_id,
        group_id,
        currency,
        unnest(list_distinct([normal_reference(bank_reference), normal_reference(payment_id)])) AS bank_key
    FROM receipts
    WHERE NOT is_moneyless AND NOT has_advice
)

SELECT
    s.receipt_no,
    bool_or(h.currency = s.currency) AS is_same_currency
FROM borne AS s
JOIN heads AS h
    ON
        h.bank_key = s.bank_key AND h.bank_key <> ''
        AND (h.payer_id IS NULL OR s.payer_id IS NULL OR h.group_id = s.group_id)
GROUP BY s.receipt_no
