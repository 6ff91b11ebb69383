-- One row per payer, subtype and how its cases came out.
SELECT 'P' || n % getvariable('payers') AS payer_id, s.dispute_type, s.dispute_subtype, 'documented' AS evidence_kind,
    7 AS age_band, n % 5 AS valid_count, n % 3 AS recovered_count, n % 2 + 1 AS lost_count, TRUE AS is_live
FROM range(getvariable('payers') * 5) AS t(n) JOIN subtypes AS s ON s.place = n % getvariable('subtypes')
QUALIFY row_number() OVER (PARTITION BY payer_id, s.dispute_subtype ORDER BY n) = 1
