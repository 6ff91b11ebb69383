-- One row per payment of an unknown payer whose memo names documents of one group only.
WITH tokens AS (
    SELECT company_code, payment_id, currency, unnest(references_in(memo)) AS token
    FROM payments_laid WHERE payer_id IS NULL AND memo IS NOT NULL
)
SELECT t.company_code, t.payment_id, min(d.payer_id) AS payer_id
FROM (SELECT DISTINCT *, normal_reference(token) AS normal_key FROM tokens) AS t
JOIN documents AS d USING (company_code, currency, normal_key)
GROUP BY ALL HAVING count(DISTINCT d.group_id) = 1
