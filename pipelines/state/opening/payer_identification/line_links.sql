-- One row per untied advice, reference of it and payment, where payments of one day pay the advice line by line: every
-- reference comes, less what is taken off it, to the amount of one of them, and of no other.
-- key: head_key, reference
WITH nets AS (
    SELECT
        u.head_key,
        any_value(u.number) AS advice,
        advice_reference(l.invoice_reference, l.line_number) AS reference,
        sum(l.paid_amount)::BIGINT AS amount,
        count(*) OVER (PARTITION BY u.head_key) AS reference_count
    FROM unlinked AS u
    JOIN advice_laid AS l USING (head_key)
    ANTI JOIN amount_links AS t ON t.head_key = u.head_key
    WHERE u.side = 'advice' AND u.number NOT IN (SELECT advice FROM advice_amount_fits)
    GROUP BY u.head_key, reference
),

pairs AS (
    SELECT
        n.head_key,
        n.reference,
        n.reference_count,
        p.company_code,
        p.payment_id,
        p.on_date,
        count(*) OVER (PARTITION BY n.head_key, n.reference, p.company_code, p.on_date) AS payments_fitting,
        count(*) OVER (PARTITION BY n.head_key, p.number) AS references_fitting
    FROM nets AS n
    JOIN unlinked AS a ON a.number = n.advice
    JOIN unlinked AS p
        ON
            p.side = 'payment' AND p.group_id = a.group_id AND p.currency = a.currency AND p.amount = n.amount
            AND (a.company_code IS NULL OR a.company_code = p.company_code)
            AND is_near_in_time(p.on_date, a.on_date)
    ANTI JOIN amount_links AS t ON t.tied_company_code = p.company_code AND t.tied_payment_id = p.payment_id
    ANTI JOIN old_postings AS o ON o.company_code = p.company_code AND o.payment_id = p.payment_id
    WHERE n.reference_count > 1
),

whole AS (
    SELECT
        *,
        count(*) OVER (PARTITION BY head_key, company_code, on_date) AS paid_references
    FROM pairs
    WHERE payments_fitting = 1 AND references_fitting = 1
),

sole AS (
    SELECT
        *,
        count(*) OVER (PARTITION BY head_key) AS pairs_of_advice,
        count(*) OVER (PARTITION BY company_code, payment_id) AS pairs_of_payment
    FROM whole
    WHERE paid_references = reference_count
)

SELECT
    head_key,
    company_code AS tied_company_code,
    payment_id AS tied_payment_id,
    reference
FROM sole
-- On one day only, and no payment for two.
QUALIFY pairs_of_advice = reference_count AND max(pairs_of_payment) OVER (PARTITION BY head_key) = 1
