-- One row per record: one line each, blank ones left out.
SELECT line_number, line FROM lines WHERE line_number > getvariable('header_line') AND trim(line) <> ''
