-- One row per normalised name that exactly one payer bears.
SELECT normal_reference(name) AS name_key, any_value(payer_id) AS payer_id
FROM payers WHERE normal_reference(name) <> ''
GROUP BY name_key HAVING count(*) = 1
