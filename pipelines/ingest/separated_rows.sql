-- One row per record of a CSV or TSV file: its fields as a list, and what is wrong with its shape. Most records have no
-- mark inside their quotes: they are split at every separator, ten times as fast. Wide ones are not split.
WITH plain AS (
    SELECT
        line_number,
        line,
        string_split(replace(line, getvariable('quote_mark'), ''), getvariable('separator')) AS fields,
        FALSE AS is_open
    FROM records
    WHERE is_plain AND NOT is_wide
),

quoted AS (
    SELECT
        line_number,
        line,
        list_transform(
            regexp_extract_all(getvariable('separator') || line, getvariable('field_pattern'), 1),
            LAMBDA field: CASE
                WHEN starts_with(field, getvariable('quote_mark'))
                    THEN replace(field[2:-2], repeat(getvariable('quote_mark'), 2), getvariable('quote_mark'))
                ELSE field
            END
        ) AS fields,
        NOT regexp_full_match(line, getvariable('record_pattern')) AS is_open
    FROM records
    WHERE NOT is_plain AND NOT is_wide
),

wide AS (
    SELECT
        line_number,
        line,
        NULL AS fields,
        FALSE AS is_open
    FROM records
    WHERE is_wide
)

SELECT
    line_number AS source_row,
    replace(replace(line, getvariable('bad_bytes'), ''), getvariable('cut_off'), '') AS raw_row,
    CASE
        WHEN strlen(line) > getvariable('longest_line') AND contains(line, getvariable('cut_off'))
            THEN
                'line: ' || CASE
                    WHEN contains(line, chr(10)) THEN getvariable('record_bounds')
                    ELSE getvariable('line_bounds')
                END || ', found more'
        WHEN contains(line, getvariable('bad_bytes'))
            THEN 'text: expected ' || getvariable('text_encoding') || ', found other bytes'
        WHEN is_open THEN 'quotes: expected quoted fields to be closed and nothing after them, found otherwise'
        WHEN fields IS NULL
            THEN 'fields: expected ' || getvariable('width') || ', found more than ' || getvariable('most_separators')
        WHEN len(fields) <> getvariable('width')
            THEN 'fields: expected ' || getvariable('width') || ', found ' || len(fields)
    END AS shape_fault,
    fields
FROM (
    FROM plain
    UNION ALL
    FROM quoted
    UNION ALL
    FROM wide
)
