-- One row per payment whose amount is not its allocations so far and what is unapplied tonight. It held last night, so
-- what changed must add up to 0: the amount, less tonight's allocations, less the change of what is unapplied.
WITH changes AS (
    SELECT
        company_code,
        payment_id,
        to_money(amount, currency) AS amount,
        'amount' AS part
    FROM book_payments
    UNION ALL
    SELECT
        company_code,
        payment_id,
        -to_money(amount, currency),
        'amount'
    FROM book_payments_before
    UNION ALL
    SELECT
        company_code,
        payment_id,
        -amount,
        'allocated'
    FROM allocations
    WHERE payment_id IS NOT NULL
    UNION ALL
    SELECT
        company_code,
        payment_id,
        -amount,
        'unapplied'
    FROM unapplied_payments
    UNION ALL
    SELECT
        company_code,
        payment_id,
        amount,
        'unapplied'
    FROM unapplied_payments_before
)

SELECT
    company_code,
    payment_id,
    coalesce(sum(amount) FILTER (part = 'amount'), 0) AS amount_change,
    -coalesce(sum(amount) FILTER (part = 'allocated'), 0) AS allocated_tonight,
    -coalesce(sum(amount) FILTER (part = 'unapplied'), 0) AS unapplied_change
FROM changes
GROUP BY company_code, payment_id
HAVING sum(amount) <> 0
