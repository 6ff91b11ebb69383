-- One row per row that counts: of the latest sound version, each once.
SELECT source_file, source_row
FROM sound_rows
ANTI JOIN conflicting_units USING (unit_key, folder_date)
ANTI JOIN outdated USING (unit_key, folder_date)
ANTI JOIN copies USING (source_file, source_row)
