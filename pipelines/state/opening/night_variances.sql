-- One row per variance of earlier nights that is in play.
-- key: variance_id
SELECT
    * EXCLUDE (is_live) REPLACE (
        -- Lakes of format 2 have no source, and tell it only by how the basis of their evidence begins.
        CASE
            WHEN evidence_source IS NOT NULL OR evidence[1].basis IS NULL THEN evidence_source
            WHEN starts_with(evidence[1].basis, 'arithmetic:') THEN 'arithmetic'
            WHEN starts_with(evidence[1].basis, 'the payer') THEN 'payer'
            WHEN starts_with(evidence[1].basis, 'tried:') THEN 'none'
            ELSE 'paper'
        END AS evidence_source
    )
FROM old_variances
