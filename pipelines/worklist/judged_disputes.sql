-- One row per open dispute of money withheld that people have judged: what they granted and no credit memo has settled yet.
-- key: place
SELECT
    d.place,
    CAST(least(d.open_amount, greatest(k.granted_amount - v.credited_amount, 0)) AS BIGINT) AS granted_amount
FROM book_cases AS k
INNER JOIN book_variances AS v ON v.variance_id = k.dispute_id
INNER JOIN open_disputes AS d ON d.place = v.place
WHERE d.open_amount > 0 AND k.granted_amount IS NOT NULL
