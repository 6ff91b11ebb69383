-- One row per dispute at hand that shares its cause with others.
SELECT variance_id, cause_kind, cause_key, cause_subject, payer_id, md5(cause_key) AS root_cause_id
FROM cause_keys
QUALIFY count(*) OVER (PARTITION BY cause_key) >= least_count
