-- One row per variance of earlier nights that is in play.
SELECT * EXCLUDE (is_live) FROM old_variances
