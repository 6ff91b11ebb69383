-- One row per payment and piece of evidence that says who paid it, similar names apart; what an earlier night found
-- counts until the payment changes, so rows may repeat.
WITH borne AS (
    SELECT
        company_code,
        payment_id,
        'name' AS mark_kind,
        name_key(name_text) AS mark_key
    FROM unknown_payments
    UNION ALL
    SELECT
        company_code,
        payment_id,
        'account',
        account_key
    FROM unknown_payments
)

SELECT
    company_code,
    payment_id,
    'bank' AS source,
    payer_id
FROM payments_laid
WHERE payer_id IS NOT NULL
UNION ALL
SELECT
    t.tied_company_code,
    t.tied_payment_id,
    'advice',
    min(h.payer_id)
FROM bank_links AS t JOIN advice_heads AS h USING (head_key)
WHERE h.payer_id IS NOT NULL
GROUP BY t.tied_company_code, t.tied_payment_id
UNION ALL
SELECT
    company_code,
    payment_id,
    'posting',
    payer_id
FROM posting_owners
UNION ALL
SELECT
    company_code,
    payment_id,
    source,
    payer_id
FROM reference_owners
UNION ALL
SELECT
    b.company_code,
    b.payment_id,
    m.mark_kind,
    m.payer_id
FROM borne AS b JOIN payer_marks AS m USING (mark_kind, mark_key)
WHERE m.families = 1
UNION ALL
SELECT
    company_code,
    payment_id,
    coalesce(payer_source, 'advice'),
    known_payer_id
FROM payments_laid
WHERE NOT is_new AND payer_id IS NULL AND known_payer_id IS NOT NULL
