-- One row per advice and payment that nothing ties, each other's only ones of about the amount within ten days, where
-- no posting and no memo names what the payment is for, and all of it lies open: presumed to belong together, until the
-- advice's own lines or papers explain the gap to the cent.
-- key: head_key
WITH unfitting AS (
    SELECT u.*
    FROM unlinked AS u
    WHERE
        NOT coalesce(is_returned, FALSE)
        AND number NOT IN (SELECT advice FROM advice_amount_fits) AND number NOT IN (SELECT payment FROM advice_amount_fits)
),

advice_left AS (
    SELECT u.*
    FROM unfitting AS u
    ANTI JOIN amount_links USING (head_key)
    ANTI JOIN line_links USING (head_key)
    WHERE side = 'advice'
),

payments_left AS (
    SELECT u.*
    FROM unfitting AS u
    JOIN night_payments AS p USING (company_code, payment_id)
    ANTI JOIN amount_links AS t ON t.tied_company_code = u.company_code AND t.tied_payment_id = u.payment_id
    ANTI JOIN line_links AS m ON m.tied_company_code = u.company_code AND m.tied_payment_id = u.payment_id
    ANTI JOIN old_postings AS o ON o.company_code = u.company_code AND o.payment_id = u.payment_id
    ANTI JOIN landed_cash_applications AS l ON l.company_code = u.company_code AND l.payment_id = u.payment_id
    WHERE
        (p.is_new OR p.unapplied_amount = p.amount)
        AND len(list_filter(references_in(coalesce(p.memo, '')), LAMBDA word: NOT is_day(word))) = 0
    -- Bounded by counts, as sums are.
    QUALIFY count(*) OVER (PARTITION BY u.group_id, u.currency) <= 12
),

pairs AS (
    SELECT
        a.head_key,
        p.company_code AS tied_company_code,
        p.payment_id AS tied_payment_id,
        count(*) OVER (PARTITION BY a.number) AS payments_near,
        count(*) OVER (PARTITION BY p.number) AS advices_near
    FROM advice_left AS a
    JOIN payments_left
        AS p ON p.group_id = a.group_id AND p.currency = a.currency
    AND (a.company_code IS NULL OR a.company_code = p.company_code)
    AND abs(a.amount - p.amount) * 5 <= a.amount
    AND is_near_in_time(p.on_date, a.on_date)
)

SELECT
    head_key,
    tied_company_code,
    tied_payment_id
FROM pairs
WHERE payments_near = 1 AND advices_near = 1
