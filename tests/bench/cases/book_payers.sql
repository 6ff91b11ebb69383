-- One row per payer.
SELECT 'P' || n AS payer_id, 'Payer ' || n AS name, 'collector ' || n % 12 AS collector, 'GB' AS country, TRUE AS is_live
FROM range(getvariable('payers')) AS t(n)
