-- One row: lines that are not blank, lines that are JSON objects, the keys of all of them in order of the alphabet, and
-- whether any object has a key twice.
WITH kept AS (
    SELECT CASE WHEN json_valid(line) AND json_type(CASE WHEN json_valid(line) THEN line END) = 'OBJECT'
        THEN json_keys(line) END AS keys
    FROM text_lines
    WHERE trim(line) <> ''
),
shapes AS (
    SELECT keys, count(*) AS line_count FROM kept GROUP BY keys
)
SELECT
    coalesce(sum(line_count), 0),
    coalesce(sum(line_count) FILTER (keys IS NOT NULL), 0),
    coalesce(list_sort(list_distinct(flatten(list(keys) FILTER (keys IS NOT NULL)))), []),
    coalesce(bool_or(len(keys) > list_unique(keys)), FALSE)
FROM shapes
