-- One row per payment of an unknown payer and source (its advice, its memo) whose references name documents of one
-- family only.
-- key: company_code, payment_id, source
WITH written AS (
    SELECT
        company_code,
        payment_id,
        currency,
        'memo_references' AS source,
        unnest(references_in(memo)) AS reference
    FROM unknown_payments
    WHERE memo IS NOT NULL
    UNION ALL
    SELECT
        u.company_code,
        u.payment_id,
        u.currency,
        'advice_references',
        unnest([a.invoice_reference, a.po_reference])
    FROM unknown_payments AS u
    JOIN bank_links AS t ON t.tied_company_code = u.company_code AND t.tied_payment_id = u.payment_id
    JOIN advice_laid AS a USING (head_key)
    WHERE a.payer_id IS NULL
),

reference_keys AS (
    -- Our company's code may stand before the number.
    SELECT DISTINCT
        *,
        digits_of(reference) AS digit_key,
        unnest([normal_reference(
            reference), CASE
            WHEN starts_with(normal_reference(reference), normal_reference(company_code))
                THEN substr(normal_reference(reference), length(normal_reference(company_code)) + 1)
        END]) AS normal_key
    FROM written
    WHERE reference IS NOT NULL
),

named AS (
    SELECT
        k.*,
        d.payer_id,
        d.group_id,
        1 AS tier
    FROM reference_keys AS k
    JOIN night_documents AS d USING (company_code, currency, normal_key)
    UNION ALL
    SELECT
        k.*,
        d.payer_id,
        d.group_id,
        2
    FROM reference_keys AS k
    JOIN night_documents AS d USING (company_code, currency, digit_key)
    WHERE length(k.digit_key) >= 5
    UNION ALL
    SELECT
        k.*,
        d.payer_id,
        d.group_id,
        3
    FROM reference_keys AS k
    JOIN night_documents AS d ON d.company_code = k.company_code AND d.currency = k.currency AND d.po_number = k.reference
    UNION ALL
    SELECT
        k.*,
        d.payer_id,
        d.group_id,
        4
    FROM reference_keys AS k
    JOIN
        night_documents AS d
        ON d.company_code = k.company_code AND d.currency = k.currency AND d.delivery_number = k.reference
),

closest AS (
    SELECT * FROM named
    QUALIFY rank() OVER (PARTITION BY company_code, payment_id, source, reference ORDER BY tier) = 1
),

owned AS (
    -- What several families own says nothing.
    SELECT
        company_code,
        payment_id,
        source,
        reference,
        min(payer_id) AS payer_id,
        min(group_id) AS group_id
    FROM closest
    GROUP BY ALL
    HAVING count(DISTINCT group_id) = 1
)

SELECT
    company_code,
    payment_id,
    source,
    min(payer_id) AS payer_id
FROM owned
GROUP BY ALL
HAVING count(DISTINCT group_id) = 1
