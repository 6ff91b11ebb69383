-- One row per line of the batch, without its line end. (A trim would take a tenth of all the reading.)
INSERT INTO lines SELECT line_number, replace(replace(line, chr(13) || chr(10), ''), chr(10), '') FROM batch
