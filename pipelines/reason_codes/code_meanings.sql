-- One row per payer and reason code asked for: what it means, and whose table says so.
-- The payer's own table wins, then its parents', then the one for every payer, then the retailer's, then the standards'.
-- key: payer_id?, reason_code
WITH RECURSIVE families AS (
    SELECT
        payer_id,
        payer_id AS member_id,
        0 AS distance
    FROM (SELECT DISTINCT payer_id FROM asked_codes)
    UNION ALL
    SELECT
        families.payer_id,
        payers.parent_payer_id,
        distance + 1
    FROM families JOIN payers ON payers.payer_id = families.member_id
    -- A circle of parents ends here.
    WHERE payers.parent_payer_id IS NOT NULL AND distance < 8
),

wanted AS (
    SELECT DISTINCT
        payer_id,
        reason_code,
        upper(trim(reason_code)) AS wanted_code,
        upper(payers.name) AS payer_name
    FROM asked_codes LEFT JOIN payers USING (payer_id)
    WHERE trim(reason_code) <> ''
),

mapped_codes AS (
    SELECT
        wanted.payer_id,
        wanted.reason_code,
        dispute_type,
        dispute_subtype,
        'payer' AS source,
        distance AS place
    FROM wanted
    JOIN families USING (payer_id)
    JOIN reason_codes AS own ON own.payer_id = member_id AND upper(trim(own.reason_code)) = wanted_code
    UNION ALL
    SELECT
        wanted.payer_id,
        wanted.reason_code,
        dispute_type,
        dispute_subtype,
        'every payer',
        10
    FROM wanted
    JOIN reason_codes AS own ON own.payer_id IS NULL AND upper(trim(own.reason_code)) = wanted_code
    UNION ALL
    SELECT
        wanted.payer_id,
        wanted.reason_code,
        dispute_type,
        dispute_subtype,
        'retailer',
        20 - length(shipped.reason_code) / 100
    FROM wanted
    JOIN default_codes AS shipped
        ON
            starts_with(payer_name, retailer)
            AND (shipped.reason_code = wanted_code OR (is_ending AND ends_with(wanted_code, shipped.reason_code)))
    UNION ALL
    SELECT
        wanted.payer_id,
        wanted.reason_code,
        dispute_type,
        dispute_subtype,
        'standard',
        30
    FROM wanted
    JOIN default_codes AS shipped ON retailer IS NULL AND shipped.reason_code = wanted_code
)

SELECT
    wanted.payer_id,
    wanted.reason_code,
    CASE WHEN dispute_type <> 'no_dispute' THEN dispute_type END AS stated_type,
    CASE WHEN dispute_type <> 'no_dispute' THEN dispute_subtype END AS stated_subtype,
    CASE WHEN dispute_type = 'no_dispute' THEN dispute_subtype END AS no_dispute,
    coalesce(source, 'unknown') AS source
FROM wanted
LEFT JOIN mapped_codes
    ON mapped_codes.payer_id IS NOT DISTINCT FROM wanted.payer_id AND mapped_codes.reason_code = wanted.reason_code
QUALIFY row_number() OVER (
    PARTITION BY wanted.payer_id, wanted.reason_code ORDER BY place, dispute_type, dispute_subtype
) = 1
