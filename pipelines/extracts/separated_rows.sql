-- One row per record of a CSV or TSV file: its fields as a list, and what is wrong with its shape.
WITH split AS (
    SELECT
        line_number,
        line,
        contains(line, getvariable('quote_mark')) AS has_quotes,
        CASE WHEN contains(line, getvariable('quote_mark'))
            THEN regexp_extract_all(getvariable('separator') || line, getvariable('field_pattern'), 1)
            ELSE string_split(line, getvariable('separator'))
        END AS fields
    FROM records
)
SELECT
    line_number AS source_row,
    replace(line, getvariable('bad_bytes'), '') AS raw_row,
    CASE
        WHEN contains(line, getvariable('bad_bytes'))
            THEN 'text: expected ' || getvariable('text_encoding') || ', found other bytes'
        WHEN has_quotes AND NOT regexp_full_match(line, getvariable('record_pattern'))
            THEN 'quotes: expected quoted fields to be closed and nothing after them, found otherwise'
        WHEN len(fields) <> getvariable('width')
            THEN format('fields: expected {}, found {}', getvariable('width'), len(fields))
    END AS shape_fault,
    CASE WHEN has_quotes
        THEN list_transform(fields, lambda field: CASE
            WHEN starts_with(field, getvariable('quote_mark'))
                THEN replace(field[2:-2], repeat(getvariable('quote_mark'), 2), getvariable('quote_mark'))
            ELSE field
        END)
        ELSE fields
    END AS fields
FROM split
