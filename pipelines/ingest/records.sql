-- One row per record, blank ones left out. Plain: no separator and no quote inside a quoted field. Wide: too many separators
-- for the fields to be listed.
SELECT
    line_number,
    line,
    NOT contains(line, getvariable('quote_mark')) OR regexp_full_match(line, getvariable('plain_pattern')) AS is_plain,
    strlen(line) > getvariable('most_separators')
        AND length(line) - length(replace(line, getvariable('separator'), '')) > getvariable('most_separators') AS is_wide
FROM text_lines
WHERE line_number > getvariable('header_line') AND trim(line) <> ''
