-- One row per payer group: its bucket; from `bucket_count` on those for which nothing new came, nor for one that money ties to them.
-- key: group_id
WITH RECURSIVE groups AS (
    SELECT group_id, is_landed AS has_news FROM night_documents
    UNION ALL SELECT group_id, is_new FROM night_payments
    UNION ALL SELECT group_id, is_new OR is_newly_tied FROM night_advice WHERE group_id IS NOT NULL
    UNION ALL SELECT group_id, is_new FROM night_payers
    UNION ALL
    SELECT p.group_id, o.is_new FROM night_postings AS o JOIN night_payments AS p USING (company_code, payment_id)
), links AS (
    SELECT DISTINCT p.group_id AS one, d.group_id AS other
    FROM (
        SELECT company_code, payment_id, invoice_number FROM night_postings
        UNION SELECT company_code, payment_id, invoice_number FROM night_applications
    ) AS n
    JOIN night_payments AS p USING (company_code, payment_id)
    JOIN night_documents AS d USING (company_code, invoice_number)
    WHERE p.group_id <> d.group_id
    UNION
    SELECT a.group_id, p.group_id
    FROM night_advice AS a
    JOIN night_payments AS p ON p.company_code = a.tied_company_code AND p.payment_id = a.tied_payment_id
    WHERE a.group_id <> p.group_id
    UNION
    SELECT r.group_id, p.group_id
    FROM night_payments AS r
    JOIN night_payments AS p ON p.company_code = r.company_code AND p.payment_id = r.reverses_payment_id
    WHERE r.group_id <> p.group_id
), both_ways AS (SELECT one, other FROM links UNION SELECT other, one FROM links),
reached AS (
    SELECT group_id, group_id AS with_group FROM groups
    UNION
    SELECT r.group_id, b.other FROM reached AS r JOIN both_ways AS b ON b.one = r.with_group
), families AS (
    SELECT group_id, min(with_group) AS family FROM reached GROUP BY group_id
)
SELECT
    f.group_id,
    ((hash(f.family) % getvariable('bucket_count'))
        + CASE WHEN bool_or(bool_or(g.has_news)) OVER (PARTITION BY f.family) THEN 0 ELSE getvariable('bucket_count') END
    )::INTEGER AS bucket
FROM families AS f JOIN groups AS g USING (group_id)
GROUP BY f.group_id, f.family
