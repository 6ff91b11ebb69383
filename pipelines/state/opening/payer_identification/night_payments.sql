-- One row per payment in play, with who paid it, by what evidence, and the group it may pay for: the strongest evidence wins;
-- whom the name on it says instead, stays to be seen.
-- key: company_code, payment_id
WITH evidence AS (
    FROM evident_payers
    UNION ALL
    SELECT u.company_code, u.payment_id, 'similar_name', n.payer_id
    FROM unknown_payments AS u JOIN similar_names AS n ON n.name = u.name_text
    ANTI JOIN evident_payers AS e ON e.company_code = u.company_code AND e.payment_id = u.payment_id
), ranked AS (
    SELECT
        e.*, coalesce(g.group_id, e.payer_id) AS group_id,
        list_position(['bank', 'advice', 'posting', 'advice_references', 'memo_references', 'account', 'name', 'similar_name'],
            e.source) AS strength
    FROM evidence AS e LEFT JOIN payer_groups AS g USING (payer_id)
), identified_payers AS (
    SELECT
        company_code, payment_id,
        arg_min(payer_id, (strength, payer_id)) AS payer_id,
        arg_min(group_id, (strength, payer_id)) AS group_id,
        arg_min(source, (strength, payer_id)) AS source,
        min(payer_id) FILTER (WHERE source = 'name') AS named_payer_id,
        min(group_id) FILTER (WHERE source = 'name') AS named_group_id
    FROM ranked GROUP BY ALL
), known AS (
    SELECT
        p.* REPLACE (
            f.payer_id AS known_payer_id, f.source AS payer_source,
            CASE WHEN f.named_group_id IS NULL THEN p.named_payer_id
                WHEN f.named_group_id <> f.group_id THEN f.named_payer_id END AS named_payer_id
        ),
        f.group_id
    FROM payments_laid AS p LEFT JOIN identified_payers AS f USING (company_code, payment_id)
)
SELECT
    k.* REPLACE (coalesce(k.group_id, o.group_id, '?' || k.company_code || '/' || coalesce(k.reverses_payment_id, k.payment_id)) AS group_id,
        coalesce(k.known_payer_id, o.known_payer_id) AS known_payer_id,
        coalesce(k.payer_source, CASE WHEN o.known_payer_id IS NOT NULL THEN 'reversed_payment' END) AS payer_source)
FROM known AS k
-- Money that goes back belongs to whoever paid it.
LEFT JOIN known AS o ON o.company_code = k.company_code AND o.payment_id = k.reverses_payment_id
