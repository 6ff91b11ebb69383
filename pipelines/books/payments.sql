-- One row per payment in play, with who paid it (bank, advice, name, references) and the group it may pay for.
WITH advised AS (
    SELECT tied_company_code AS company_code, tied_payment_id AS payment_id, min(payer_id) AS payer_id
    FROM bank_ties GROUP BY ALL
), known AS (
    SELECT
        p.* EXCLUDE (known_payer_id),
        coalesce(p.payer_id, a.payer_id, n.payer_id, o.payer_id, m.payer_id, p.known_payer_id) AS known_payer_id
    FROM payments_laid AS p
    LEFT JOIN advised AS a USING (company_code, payment_id)
    LEFT JOIN payer_names AS n ON n.name_key = normal_reference(p.payer_name)
    LEFT JOIN advice_owners AS o ON o.company_code = p.company_code AND o.payment_id = p.payment_id
    LEFT JOIN memo_owners AS m ON m.company_code = p.company_code AND m.payment_id = p.payment_id
)
SELECT k.*, coalesce(g.group_id, k.known_payer_id, '?' || k.company_code || '/' || k.payment_id) AS group_id
FROM known AS k LEFT JOIN payer_groups AS g ON g.payer_id = k.known_payer_id
