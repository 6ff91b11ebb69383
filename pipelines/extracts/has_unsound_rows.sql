-- One row: whether the file that was read last has rejected rows.
SELECT count(*) > 0 FROM typed WHERE NOT is_sound AND source_file = getvariable('source_file')
