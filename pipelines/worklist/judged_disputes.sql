-- One row per open dispute of money withheld that people have judged: what they granted and no credit memo has settled yet.
SELECT
    d.variance_id,
    CAST(least(d.open_amount, greatest(k.granted_amount - v.credited_amount, 0)) AS BIGINT) AS granted_amount
FROM open_disputes AS d
INNER JOIN cases AS k ON k.dispute_id = d.variance_id
INNER JOIN variances AS v ON v.variance_id = d.variance_id
WHERE d.open_amount > 0 AND k.granted_amount IS NOT NULL
