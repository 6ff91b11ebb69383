-- One row per variance whose code meant nothing when it came: as it stands after tonight.
-- key: variance_id
WITH tonight AS (
    SELECT
        variance_id,
        payer_id,
        reason_code,
        reason_text,
        outcome,
        dispute_type,
        dispute_subtype,
        changed_date AS seen_date
    FROM book_variances
    WHERE trim(reason_code) <> '' AND stated_type IS NULL
)

SELECT
    *,
    seen_date > getvariable('night') - getvariable('snapshot_nights') AS is_live
FROM tonight
UNION ALL BY NAME
SELECT known_coded_variances.* REPLACE (seen_date > getvariable('night') - getvariable('snapshot_nights') AS is_live)
FROM known_coded_variances ANTI JOIN book_variances USING (variance_id)
