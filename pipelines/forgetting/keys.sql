-- One row per document, payment, dispute and advice without a payer that the newest version in the books says is a
-- forgotten payer's.
WITH versions AS (
    SELECT
        'document' AS kind,
        company_code,
        invoice_number AS id,
        payer_id,
        file_index
    FROM book_documents
    UNION ALL
    SELECT
        'payment',
        company_code,
        payment_id,
        coalesce(known_payer_id, payer_id),
        file_index
    FROM book_payments
    UNION ALL
    SELECT
        'dispute',
        '',
        variance_id,
        payer_id,
        file_index
    FROM book_variances
),

owned AS (
    SELECT
        kind,
        company_code,
        id,
        arg_max(payer_id, file_index) AS payer_id
    FROM versions
    GROUP BY kind, company_code, id
    HAVING bool_or(payer_id IN (SELECT payer_id FROM forgotten_people))
),

advised AS (
    SELECT DISTINCT
        'advice' AS kind,
        '' AS company_code,
        a.remittance_id AS id,
        o.payer_id
    FROM book_advice AS a JOIN owned AS o
        ON o.kind = 'payment' AND o.company_code = a.tied_company_code AND o.id = a.tied_payment_id
    WHERE a.payer_id IS NULL
)

SELECT
    key_hash(kind, company_code, id) AS key_hash,
    pseudonym,
    kind,
    company_code
FROM (
    FROM owned
    UNION ALL
    FROM advised
) JOIN forgotten_people USING (payer_id)
