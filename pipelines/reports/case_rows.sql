-- One row per dispute whose id begins so: the newest version of its ledger.
SELECT *
FROM book_variances
WHERE starts_with(variance_id, getvariable('name')) AND opened_date IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY variance_id ORDER BY business_date DESC) = 1
ORDER BY variance_id
LIMIT 2
