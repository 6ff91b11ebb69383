-- One row per open dispute: what people did.
SELECT md5('dispute ' || n) AS dispute_id, n % 4 AS attempt_count, 0 AS reopened_count, TRUE AS is_live
FROM range(getvariable('disputes')) AS t(n)
