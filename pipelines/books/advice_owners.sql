-- One row per payment of an unknown payer whose advice, of an unknown payer too, names documents of one group only.
SELECT t.tied_company_code AS company_code, t.tied_payment_id AS payment_id, min(d.payer_id) AS payer_id
FROM bank_ties AS t
JOIN advice_laid AS a ON a.remittance_id = t.remittance_id AND a.payer_id IS NULL
JOIN documents AS d ON d.company_code = t.tied_company_code AND d.currency = a.currency
    AND d.normal_key = normal_reference(a.invoice_reference)
WHERE t.payer_id IS NULL
GROUP BY ALL HAVING count(DISTINCT d.group_id) = 1
