-- One row per advice and payment that amount and date tie together: one and one where neither fits another; of the rest one
-- and several that add up to it, where none of them fits otherwise.
-- key: head_key, tied_company_code, tied_payment_id
WITH fits AS (
    SELECT
        s.set_number,
        u.number AS whole,
        s.side = 'payment' AS is_advice_whole,
        s.numbers
    FROM unlinked_sums AS s
    JOIN unlinked AS u
        ON
            u.side <> s.side AND u.group_id = s.group_id AND u.currency = s.currency AND u.amount = s.amount
            AND coalesce(u.company_code = s.company_code, TRUE)
            AND is_near_in_time(u.on_date, s.first_date) AND is_near_in_time(u.on_date, s.last_date)
    WHERE
        u.number NOT IN (SELECT advice FROM advice_amount_fits) AND u.number NOT IN (SELECT payment FROM advice_amount_fits)
),

claimed AS (
    SELECT
        number,
        count(distinct(set_number, whole)) AS fits
    FROM (
        SELECT
            set_number,
            whole,
            unnest(list_append(numbers, whole)) AS number
        FROM fits
    )
    GROUP BY number
),

parts AS (
    SELECT
        whole,
        is_advice_whole,
        numbers,
        unnest(numbers) AS part
    FROM fits
),

sure AS (
    SELECT
        p.whole,
        p.is_advice_whole,
        p.part,
        bool_and(c.fits = 1 AND w.fits = 1) OVER (PARTITION BY p.whole) AS is_sure
    FROM parts AS p JOIN claimed AS c ON c.number = p.part JOIN claimed AS w ON w.number = p.whole
),

pairs AS (
    SELECT
        advice,
        payment
    FROM advice_amount_fits
    WHERE payments_fitting = 1 AND advices_fitting = 1
    UNION ALL
    SELECT
        CASE WHEN is_advice_whole THEN whole ELSE part END,
        CASE WHEN is_advice_whole THEN part ELSE whole END
    FROM sure
    WHERE is_sure
)

SELECT
    a.head_key,
    p.company_code AS tied_company_code,
    p.payment_id AS tied_payment_id
FROM pairs AS t JOIN unlinked AS a ON a.number = t.advice JOIN unlinked AS p ON p.number = t.payment
