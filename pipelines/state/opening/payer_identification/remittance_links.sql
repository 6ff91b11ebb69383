-- One row per waiting advice and payment that belong together, payments of one advice in the order of their days.
-- key: head_key, tied_company_code, tied_payment_id
SELECT
    t.*,
    p.amount,
    row_number() OVER advice AS place,
    count(*) OVER (PARTITION BY t.head_key) AS places,
    sum(p.amount) OVER advice AS amount_so_far
FROM (
    SELECT
        *,
        FALSE AS is_presumed
    FROM (
        FROM bank_links
        UNION ALL
        FROM amount_links
        UNION
        SELECT
            head_key,
            tied_company_code,
            tied_payment_id
        FROM line_links
    )
    UNION ALL
    SELECT
        *,
        TRUE
    FROM near_links
) AS t
JOIN advice_heads AS h ON h.head_key = t.head_key AND h.is_waiting
JOIN night_payments AS p ON p.company_code = t.tied_company_code AND p.payment_id = t.tied_payment_id
WINDOW advice AS (PARTITION BY t.head_key ORDER BY p.value_date, p.company_code, p.payment_id)
