-- One row per line of advice in play, with the payment it belongs to, if that has come, and the group that sent it.
WITH ties AS (FROM bank_ties UNION ALL FROM amount_ties)
SELECT
    a.* EXCLUDE (tied_company_code, tied_payment_id),
    t.tied_company_code, t.tied_payment_id,
    t.tied_payment_id IS NOT NULL AND a.tied_payment_id IS NULL AS is_newly_tied,
    coalesce(g.group_id, a.payer_id, p.group_id) AS group_id
FROM advice_laid AS a
LEFT JOIN ties AS t ON t.payer_id IS NOT DISTINCT FROM a.payer_id AND t.remittance_id = a.remittance_id
LEFT JOIN payer_groups AS g ON g.payer_id = a.payer_id
LEFT JOIN payments AS p ON p.company_code = t.tied_company_code AND p.payment_id = t.tied_payment_id
