-- One row per payer group: its bucket. Groups that a posting ties together share the bucket of the smallest.
WITH RECURSIVE groups AS (
    SELECT group_id FROM night_documents UNION SELECT group_id FROM night_payments
    UNION SELECT group_id FROM night_advice WHERE group_id IS NOT NULL UNION SELECT group_id FROM night_payers
), links AS (
    SELECT DISTINCT p.group_id AS one, d.group_id AS other
    FROM (
        SELECT company_code, payment_id, invoice_number FROM night_postings
        UNION SELECT company_code, payment_id, invoice_number FROM night_applications
    ) AS n
    JOIN night_payments AS p USING (company_code, payment_id)
    JOIN night_documents AS d USING (company_code, invoice_number)
    WHERE p.group_id <> d.group_id
), both_ways AS (SELECT one, other FROM links UNION SELECT other, one FROM links),
reached AS (
    SELECT group_id, group_id AS with_group FROM groups
    UNION
    SELECT r.group_id, b.other FROM reached AS r JOIN both_ways AS b ON b.one = r.with_group
)
SELECT group_id, (hash(min(with_group)) % getvariable('bucket_count'))::INTEGER AS bucket FROM reached GROUP BY group_id
