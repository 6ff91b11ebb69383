-- One row per row of a contradicting version: all of them are rejected.
SELECT source_file, source_row, folder_date, CAST(example AS VARCHAR) AS example
FROM sound_rows
JOIN conflicting_units USING (unit_key, folder_date)
