-- One row per line of a JSONL file that is not blank: its fields as a struct of texts.
-- `repeats_keys` is whether any line of the file has a key twice: lines of ordinary files are not searched for it.
-- The key before a number cannot lie inside a text: there a quote would have a backslash before it.
WITH checked_rows AS (
    SELECT
        line_number,
        line,
        json_valid(line) AND json_type(CASE WHEN json_valid(line) THEN line END) = 'OBJECT' AS is_object,
        CASE WHEN getvariable('repeats_keys') AND is_object THEN json_keys(line) END AS keys,
        CASE WHEN regexp_matches(line, '":\s*[\[{]') AND is_object
            THEN list_filter(json_keys(getvariable('json_shape')),
                lambda key: json_type(line, '$."' || replace(key, '"', '\"') || '"') IN ('OBJECT', 'ARRAY'))
        END AS nested
    FROM text_lines
    WHERE trim(line) <> ''
)
SELECT
    line_number AS source_row,
    replace(replace(line, getvariable('bad_bytes'), ''), getvariable('cut_off'), '') AS raw_row,
    CASE
        WHEN strlen(line) > getvariable('longest_line') AND contains(line, getvariable('cut_off'))
            THEN 'line: ' || getvariable('line_bounds') || ', found more'
        WHEN contains(line, getvariable('bad_bytes'))
            THEN 'text: expected ' || getvariable('text_encoding') || ', found other bytes'
        WHEN NOT is_object THEN 'row: expected a JSON object, found something else'
        WHEN len(keys) > list_unique(keys)
            THEN 'row: expected each key once, found more than once: '
                || array_to_string(
                    list_filter(list_sort(list_distinct(keys)), lambda key: len(list_filter(keys, lambda other: other = key)) > 1),
                    ', '
                )
        WHEN regexp_matches(line, '[^\\]":\s*-?(?i:nan|inf)') THEN 'row: expected a JSON object, found NaN or Infinity, which JSON does not have'
        WHEN nested <> [] THEN array_to_string(nested, ', ') || ': expected a plain value, found an object or a list'
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
FROM checked_rows
