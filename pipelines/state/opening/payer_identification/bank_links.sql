-- One row per advice and payment that its bank reference ties together: the one payment that bears it, the one of
-- several that has its amount, or all of them where they add up to it; what earlier nights tied for good is tied.
-- key: head_key, tied_company_code, tied_payment_id
WITH counted AS (
    SELECT
        *,
        amount = total_amount AS is_exact,
        count(*) OVER advice AS payments_named,
        count(*) FILTER (WHERE amount = total_amount) OVER advice AS exact_payments,
        sum(amount) OVER advice = total_amount AND min(company_code) OVER advice = max(company_code) OVER advice AS is_sum
    FROM bank_candidates
    WINDOW advice AS (PARTITION BY head_key)
),

chosen AS (
    SELECT
        *,
        payments_named > 1 AND NOT is_exact AS is_shared
    FROM counted
    WHERE payments_named = 1 OR (is_exact AND exact_payments = 1) OR (exact_payments = 0 AND is_sum)
    -- Sent again under another name, it is one advice; one whose payment came back gives way to one of its own.
    QUALIFY
        row_number() OVER (PARTITION BY company_code, payment_id, group_id, content_key ORDER BY is_returned, head_key) = 1
        AND (NOT is_returned OR bool_and(is_returned) OVER (PARTITION BY company_code, payment_id))
),

weighed_candidates AS (
    SELECT
        c.*,
        coalesce(s.amount, 0) AS standing_amount,
        count(*) OVER payment AS advices,
        sum(c.total_amount) OVER payment AS advised_amount,
        count(*) FILTER (WHERE c.is_exact) OVER payment AS exact_advices,
        (min(c.group_id) OVER payment IS DISTINCT FROM max(c.group_id) OVER payment) AS is_of_several_families
    FROM chosen AS c
    LEFT JOIN (SELECT
        tied_company_code,
        tied_payment_id,
        sum(total_amount) AS amount
    FROM standing_ties
    GROUP BY ALL) AS s
        ON s.tied_company_code = c.company_code AND s.tied_payment_id = c.payment_id
    WINDOW payment AS (PARTITION BY c.company_code, c.payment_id)
),

agreed AS (
    SELECT
        *,
        count(*) OVER (PARTITION BY head_key) AS payments_left
    FROM weighed_candidates
    WHERE CASE
        WHEN is_shared THEN advices = 1 AND standing_amount = 0
        WHEN standing_amount <> 0 THEN standing_amount + advised_amount <= amount
        -- What pays nothing is told beside it.
        WHEN exact_advices > 0 THEN (is_exact AND exact_advices = 1) OR total_amount = 0
        ELSE NOT is_of_several_families
    END
)

SELECT
    head_key,
    company_code AS tied_company_code,
    payment_id AS tied_payment_id
FROM agreed
WHERE NOT is_shared OR payments_left = payments_named
UNION ALL
SELECT
    head_key,
    tied_company_code,
    tied_payment_id
FROM standing_ties
