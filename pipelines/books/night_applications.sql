-- One row per application of earlier nights that is in play.
SELECT * EXCLUDE (is_live) FROM old_applications
