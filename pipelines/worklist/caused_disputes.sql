-- One row per dispute at hand that shares its cause with others.
-- key: place
WITH shared AS (
    SELECT *
    FROM cause_keys
    QUALIFY count(*) OVER (PARTITION BY cause_key) >= least_count
)

SELECT
    place,
    cause_kind,
    payer_id,
    md5(cause_key) AS root_cause_id,
    CASE cause_kind
        WHEN 'price' THEN item || ': ' || regexp_replace(basis, '^.*: ', '')
        WHEN 'carrier' THEN where_short
        WHEN 'ship_to' THEN where_short
        WHEN 'habit' THEN taken || ' as ' || replace(dispute_subtype, '_', ' ')
        ELSE ''
    END AS cause_subject
FROM shared
