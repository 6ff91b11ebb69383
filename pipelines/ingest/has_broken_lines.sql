-- One row: whether some line has an odd number of quotes, so that a record may go on in the next line.
SELECT coalesce(bool_or((length(line) - length(replace(line, getvariable('quote_mark'), ''))) % 2 = 1), false)
FROM text_lines
