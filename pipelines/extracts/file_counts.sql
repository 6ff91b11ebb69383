-- One row per file: its rows and the sum that a control file speaks of, rejected rows included.
SELECT source_file, count(*), sum(control_amount) FROM typed GROUP BY source_file
