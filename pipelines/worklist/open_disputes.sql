-- One row per open dispute, with its payer.
SELECT
    v.*,
    p.name AS payer_name,
    coalesce(v.owner, nullif(trim(p.collector), ''), getvariable('default_owner')) AS working_owner,
    v.confidence >= getvariable('documented_confidence') AS is_documented
FROM variances AS v LEFT JOIN payers AS p ON p.payer_id = v.payer_id
WHERE v.open_amount <> 0
