-- One row per source of allocations in play: a payment, or an advice that needs no money (its lines sum to zero).
-- key: receipt_no
WITH advised AS (
    SELECT
        tied_company_code AS company_code,
        tied_payment_id AS payment_id,
        bool_or(is_new OR is_newly_tied) AS has_news,
        bool_or(is_presumed) AS is_presumed
    FROM night_advice
    WHERE tied_payment_id IS NOT NULL
    GROUP BY ALL
),

posted AS (
    -- A posting that says what already stands is no news.
    SELECT
        company_code,
        payment_id,
        bool_or(p.is_new AND (
            a.amount IS DISTINCT FROM p.applied_amount
            OR coalesce(p.discount_amount, 0) NOT IN (0, a.discount_amount)
        )) AS has_news
    FROM night_postings AS p
    LEFT JOIN (
        SELECT * FROM night_applications
        WHERE claim_key = ''
    ) AS a
        USING (company_code, payment_id, invoice_number)
    GROUP BY ALL
),

retold AS (
    -- A return told again with another amount: what it no more takes with it is found anew.
    SELECT DISTINCT
        r.company_code,
        r.reverses_payment_id AS payment_id
    FROM night_payments AS r SEMI JOIN night_applications AS a USING (company_code, payment_id)
    WHERE r.is_new AND r.amount < 0 AND r.reverses_payment_id IS NOT NULL
),

unfounded AS (
    -- What was taken back of an overpayment that the bank then returns is taken off its document for nothing.
    SELECT DISTINCT
        q.company_code,
        q.payment_id
    FROM night_payments AS r
    JOIN night_applications AS p ON p.company_code = r.company_code AND p.payment_id = r.reverses_payment_id
    JOIN night_applications AS q ON q.company_code = p.company_code AND q.invoice_number = p.invoice_number
    WHERE r.is_new AND r.amount < 0 AND p.method = 'overpayment_used' AND q.amount < 0
),

returned AS (
    SELECT
        company_code,
        reverses_payment_id AS payment_id,
        currency,
        -sum(amount) AS returned_amount
    FROM night_payments
    WHERE reverses_payment_id IS NOT NULL AND amount < 0
    GROUP BY ALL
),

numbered AS (
    SELECT
        p.company_code,
        p.payment_id,
        NULL::VARCHAR AS remittance_id,
        p.known_payer_id AS payer_id,
        p.group_id,
        p.currency,
        p.amount,
        p.value_date,
        p.memo,
        p.bank_reference,
        p.reverses_payment_id,
        p.unapplied_amount,
        p.unapplied_reason,
        p.is_new,
        p.arrived_date,
        FALSE AS is_moneyless,
        a.payment_id IS NOT NULL AS has_advice,
        coalesce(a.is_presumed, FALSE) AS is_presumed,
        s.payment_id IS NOT NULL AS has_postings,
        CASE
            WHEN p.amount <= 0 THEN 'reversal'
            WHEN coalesce(r.returned_amount, 0) >= p.amount THEN 'returned'
            WHEN p.is_new OR a.has_news OR s.has_news OR t.payment_id IS NOT NULL OR u.payment_id IS NOT NULL THEN 'full'
            WHEN p.unapplied_amount > 0 AND p.unapplied_reason <> 'overpayment' THEN 'retry'
            ELSE 'idle'
        END AS mode
    FROM night_payments AS p
    LEFT JOIN advised AS a USING (company_code, payment_id)
    LEFT JOIN posted AS s USING (company_code, payment_id)
    LEFT JOIN retold AS t USING (company_code, payment_id)
    LEFT JOIN unfounded AS u USING (company_code, payment_id)
    LEFT JOIN returned AS r USING (company_code, payment_id, currency)
    UNION ALL BY NAME
    SELECT
        max(company_code) AS company_code,
        NULL AS payment_id,
        remittance_id,
        payer_id,
        any_value(group_id) AS group_id,
        any_value(currency) AS currency,
        0 AS amount,
        min(remittance_date) AS value_date,
        0 AS unapplied_amount,
        TRUE AS is_new,
        min(arrived_date) AS arrived_date,
        TRUE AS is_moneyless,
        TRUE AS has_advice,
        FALSE AS is_presumed,
        FALSE AS has_postings,
        'full' AS mode
    FROM night_advice
    WHERE tied_payment_id IS NULL
    GROUP BY payer_id, remittance_id
    HAVING sum(paid_amount) = 0 AND bool_or(NOT is_used)
)

SELECT
    row_number() OVER (ORDER BY is_moneyless, value_date, company_code, payment_id, payer_id, remittance_id)::INTEGER
        AS receipt_no,
    CASE WHEN is_moneyless THEN advice_key(payer_id, remittance_id) ELSE concat_ws(chr(10), company_code, payment_id) END
        AS source_key,
    *
FROM numbered
