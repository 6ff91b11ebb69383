-- One row per variance of earlier nights that is in play.
-- key: variance_id
SELECT * EXCLUDE (is_live) FROM old_variances
