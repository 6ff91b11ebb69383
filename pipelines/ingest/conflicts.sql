-- One row per row of a contradicting version, with its reason: all of them are rejected.
SELECT
    source_file,
    source_row,
    format('conflicting_versions: expected one content of {} on {}, found several', CAST(example AS VARCHAR), folder_date)
        AS reason
FROM sound_rows
JOIN conflicting_units USING (unit_key, folder_date)
