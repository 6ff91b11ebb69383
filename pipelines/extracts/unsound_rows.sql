-- One row per rejected row of the file that was read last.
SELECT source_row FROM typed WHERE NOT is_sound AND source_file = getvariable('source_file')
