-- One row per dispute that is merged into another: who was given that one.
-- key: dispute_id
SELECT
    k.dispute_id,
    v.owner
FROM book_cases AS k INNER JOIN book_variances AS v ON v.variance_id = k.linked_dispute_id
WHERE k.link = 'merged_into'
