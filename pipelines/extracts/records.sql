-- One row per record: one line each, blank ones left out. Plain: no separator and no quote inside a quoted field.
SELECT
    line_number,
    line,
    NOT contains(line, getvariable('quote_mark')) OR regexp_full_match(line, getvariable('plain_pattern')) AS is_plain
FROM lines
WHERE line_number > getvariable('header_line') AND trim(line) <> ''
