-- One row per question and dispute type: what the policy says of it, until there are resolved cases of one's own.
-- key: question, dispute_type
SELECT
    'invalid' AS question,
    i.name AS dispute_type,
    i.share
FROM invalid_shares AS i INNER JOIN recovered_shares AS r ON r.name = i.name
UNION ALL
SELECT
    'recovery',
    name,
    share
FROM recovered_shares
