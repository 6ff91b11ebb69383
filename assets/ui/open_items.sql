-- One row per currency and span of days past due: receivables, open and disputed, of the night.
WITH aged AS (
    SELECT currency, date_diff('day', due_date, getvariable('night')) AS days_late, open_amount + disputed_amount AS amount
    FROM open_items
    WHERE open_amount + disputed_amount > 0
)
SELECT
    currency,
    CASE
        WHEN days_late <= 0 THEN 'not due'
        WHEN days_late <= 30 THEN '1 to 30 days'
        WHEN days_late <= 60 THEN '31 to 60 days'
        WHEN days_late <= 90 THEN '61 to 90 days'
        ELSE 'over 90 days'
    END AS span,
    CAST(sum(amount) AS DOUBLE) AS amount,
    count(*) AS documents
FROM aged
GROUP BY currency, span
ORDER BY currency, min(days_late)
