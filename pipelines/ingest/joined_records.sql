-- One row per record, whose quoted fields may hold line ends; line_number is that of its first line. A line that is a
-- whole record by itself is one, so that a quote left open harms only the lines up to there; unless it has an odd
-- number of quotes and one is open: then it ends the record before it. Of a record that is longer than one may be the
-- beginning is kept, with the mark of what was cut off: none of its lines is a record, so that it is one row at fault. The
-- windows carry numbers alone. They sum: a FILTER in an ordered window reads all rows before, for every row.
WITH counted AS (
    SELECT
        line_number,
        line,
        length(line) - length(replace(line, getvariable('separator'), '')) AS separators,
        length(line) - length(replace(line, getvariable('quote_mark'), '')) AS quotes
    FROM text_lines
    WHERE line_number > getvariable('header_line')
),

checked_lines AS (
    SELECT
        line_number,
        length(line) + 1 AS size,
        quotes % 2 AS parity,
        CASE
            WHEN separators > getvariable('most_separators') THEN FALSE
            WHEN quotes = 0 OR regexp_full_match(line, getvariable('plain_pattern'))
                THEN separators = getvariable('width') - 1
            WHEN regexp_full_match(line, getvariable('record_pattern'))
                THEN
                    len(regexp_extract_all(getvariable('separator') || line, getvariable('field_pattern'), 1))
                    = getvariable('width')
            ELSE FALSE
        END AS is_whole
    FROM counted
),

segmented AS (
    SELECT
        *,
        sum(CAST(is_whole AS INTEGER)) OVER (ORDER BY line_number ROWS UNBOUNDED PRECEDING)
        - CAST(is_whole AS INTEGER) AS earlier
    FROM checked_lines
),

started AS (
    SELECT
        *,
        (is_whole AND parity = 0) OR coalesce(sum(CASE WHEN is_whole THEN 0 ELSE parity END) OVER (
            PARTITION BY earlier ORDER BY line_number ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0) % 2 = 0 AS is_start
    FROM segmented
),

numbered AS (
    SELECT
        line_number,
        size,
        max(CASE WHEN is_start THEN line_number END) OVER (ORDER BY line_number ROWS UNBOUNDED PRECEDING) AS record
    FROM started
),

joined AS (
    SELECT
        record,
        sum(size) > getvariable('longest_line') AS is_too_long
    FROM numbered
    GROUP BY record
    HAVING count(*) > 1
),

placed AS (
    SELECT
        line_number,
        coalesce(joined.record, line_number) AS record,
        coalesce(is_too_long, FALSE) AS is_too_long,
        sum(size) OVER (PARTITION BY numbered.record ORDER BY line_number) - size AS start
    FROM numbered LEFT JOIN joined USING (record)
)

SELECT
    record AS line_number,
    CASE
        WHEN bool_or(is_too_long)
            THEN left(string_agg(line, chr(10) ORDER BY line_number), getvariable('longest_line')) || getvariable('cut_off')
        ELSE string_agg(line, chr(10) ORDER BY line_number)
    END AS line
FROM text_lines
JOIN placed USING (line_number)
WHERE NOT is_too_long OR start < getvariable('longest_line')
GROUP BY record
