-- One row per untied advice and payment of one family and amount, not ten days apart, with how many others each of them
-- fits; advice whose payment came back gives way to other advice. What the ERP has posted before the advice came, on
-- documents of which the advice names none, is not what the advice is about.
-- key: advice, payment
WITH pairs AS (
    SELECT
        a.number AS advice,
        p.number AS payment,
        a.is_returned,
        a.head_key,
        p.company_code,
        p.payment_id
    FROM unlinked AS a
    JOIN unlinked AS p
        ON
            p.group_id = a.group_id AND p.currency = a.currency AND p.amount = a.amount
            AND (a.company_code IS NULL OR a.company_code = p.company_code)
            AND is_near_in_time(p.on_date, a.on_date)
    WHERE a.side = 'advice' AND p.side = 'payment'
),

named AS (
    -- Once per line, not once per line and posting.
    SELECT
        head_key,
        digits_of(invoice_reference) AS digit_key,
        normal_reference(invoice_reference) AS normal_key
    FROM advice_laid SEMI JOIN pairs USING (head_key)
),

confirmed AS (
    SELECT DISTINCT
        p.advice,
        p.payment
    FROM pairs AS p
    JOIN old_postings AS o USING (company_code, payment_id)
    JOIN named AS l ON l.head_key = p.head_key
    LEFT JOIN night_documents AS d ON d.company_code = o.company_code AND d.invoice_number = o.invoice_number
    WHERE
        ends_with(digits_of(o.invoice_number), l.digit_key)
        OR l.normal_key IN (d.normal_key, normal_reference(d.po_number), normal_reference(d.delivery_number))
),

fitting AS (
    SELECT
        advice,
        payment
    FROM pairs
    WHERE
        (company_code, payment_id) NOT IN (SELECT (company_code, payment_id) FROM old_postings)
        OR (advice, payment) IN (SELECT (advice, payment) FROM confirmed)
    QUALIFY rank() OVER (PARTITION BY payment ORDER BY is_returned) = 1
)

SELECT
    *,
    count(*) OVER (PARTITION BY advice) AS payments_fitting,
    count(*) OVER (PARTITION BY payment) AS advices_fitting
FROM fitting
