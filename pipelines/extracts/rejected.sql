-- One row per rejected row, with every reason.
SELECT getvariable('extract') AS extract, source_file AS file, source_row AS row_number, reason, raw_row AS row
FROM typed
WHERE reason IS NOT NULL
UNION ALL
SELECT
    getvariable('extract'),
    source_file,
    source_row,
    format('conflicting_versions: expected one content of {} on {}, found several', example, folder_date),
    raw_row
FROM conflicts
JOIN typed USING (source_file, source_row, folder_date)
