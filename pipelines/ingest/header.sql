-- One row: the first line that is not blank.
SELECT line_number, line FROM text_lines WHERE trim(line) <> '' ORDER BY line_number LIMIT 1
