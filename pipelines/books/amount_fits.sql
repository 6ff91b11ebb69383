-- One row per untied advice and payment of one family and amount, not ten days apart, with how many others each of them fits;
-- advice whose payment came back gives way to other advice.
WITH pairs AS (
    SELECT a.number AS advice, p.number AS payment
    FROM untied AS a
    JOIN untied AS p ON p.group_id = a.group_id AND p.currency = a.currency AND p.amount = a.amount
        AND (a.company_code IS NULL OR a.company_code = p.company_code)
        AND abs(date_diff('day', p.on_date, a.on_date)) <= 10
    WHERE a.side = 'advice' AND p.side = 'payment'
    QUALIFY rank() OVER (PARTITION BY p.number ORDER BY a.is_returned) = 1
)
SELECT
    *, count(*) OVER (PARTITION BY advice) AS payments_fitting, count(*) OVER (PARTITION BY payment) AS advices_fitting
FROM pairs
