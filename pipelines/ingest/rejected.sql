-- One row per rejected row, with every reason.
SELECT $extract AS extract, source_file AS file, source_row AS row_number, reason, raw_row AS row
FROM row_faults
JOIN typed USING (source_file, source_row)
