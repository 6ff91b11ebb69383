-- One row per shipped code: of a retailer, or (retailer null) of the standards, which no advice tells apart.
-- X12 426 and UN/EDIFACT 4465 share numbers with other meanings: where they disagree on the type, the code means
-- nothing until the payer's own table says so; where only the subtype differs, the type stands alone.
-- key: retailer?, reason_code, is_ending
WITH general AS (
    SELECT
        upper(reason_code) AS reason_code,
        any_value(dispute_type) AS dispute_type,
        CASE WHEN count(DISTINCT dispute_subtype) = 1 THEN any_value(dispute_subtype) END AS dispute_subtype,
        min(description) AS description
    FROM shipped_codes
    WHERE scheme IN ('x12_426', 'uncl_4465')
    GROUP BY upper(reason_code)
    HAVING
        count(DISTINCT dispute_type) = 1
        AND (
            any_value(dispute_type) IN ('short_ship', 'pricing', 'billing_error', 'duplicate')
            OR count(DISTINCT dispute_subtype) = 1
        )
)

SELECT
    NULL AS retailer,
    reason_code,
    FALSE AS is_ending,
    dispute_type,
    nullif(dispute_subtype, '') AS dispute_subtype,
    description
FROM general
UNION ALL
SELECT
    replace(upper(scheme), '_', ' '),
    upper(ltrim(reason_code, '*')),
    starts_with(reason_code, '*'),
    dispute_type,
    nullif(dispute_subtype, ''),
    description
FROM shipped_codes
WHERE scheme NOT IN ('x12_426', 'uncl_4465')
