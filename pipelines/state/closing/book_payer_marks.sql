-- One row per kind, mark and payer; live for about a year after it was last seen.
-- key: mark_kind, mark, payer_id
SELECT *, seen_date > getvariable('night') - getvariable('mark_memory') AS is_live FROM night_payer_marks
