-- One row per row that says again what another one of its day says: every one but the first by file and line.
SELECT source_file, source_row
FROM sound_rows
JOIN repeated_keys USING (row_key, folder_date)
QUALIFY row_number() OVER (PARTITION BY row_key, folder_date ORDER BY source_file, source_row) > 1
