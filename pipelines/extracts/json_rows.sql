-- One row per line of a JSONL file that is not blank: its fields as a struct of texts.
-- The key before a number cannot lie inside a text: there a quote would have a backslash before it.
WITH judged AS (
    SELECT
        line_number,
        line,
        json_valid(line) AND json_type(CASE WHEN json_valid(line) THEN line END) = 'OBJECT' AS is_object
    FROM lines
    WHERE trim(line) <> ''
)
SELECT
    line_number AS source_row,
    replace(replace(line, getvariable('bad_bytes'), ''), getvariable('cut_off'), '') AS raw_row,
    CASE
        WHEN strlen(line) > getvariable('longest_line') AND contains(line, getvariable('cut_off'))
            THEN 'line: expected at most ' || getvariable('longest_line') || ' characters, found more'
        WHEN contains(line, getvariable('bad_bytes'))
            THEN 'text: expected ' || getvariable('text_encoding') || ', found other bytes'
        WHEN NOT is_object THEN 'row: expected a JSON object, found something else'
    END AS shape_fault,
    json_transform(
        CASE
            WHEN NOT is_object THEN NULL
            WHEN regexp_matches(line, '":\s*-?[0-9]')
                THEN regexp_replace(line, '([{,]\s*"[^"\\]*"\s*:\s*)(-?[0-9][0-9.eE+-]*)', '\1"\2"', 'g')
            ELSE line
        END,
        getvariable('json_shape')
    ) AS fields
FROM judged
