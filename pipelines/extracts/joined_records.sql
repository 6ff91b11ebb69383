-- One row per record, whose quoted fields may hold line ends; line_number is that of its first line.
-- A line that is a whole record by itself always is one, so that a quote left open harms only the lines up to there.
WITH counted AS (
    SELECT
        line_number,
        line,
        length(line) - length(replace(line, getvariable('quote_mark'), '')) AS quotes,
        CASE WHEN contains(line, getvariable('quote_mark'))
            THEN regexp_full_match(line, getvariable('record_pattern'))
                AND len(regexp_extract_all(getvariable('separator') || line, getvariable('field_pattern'), 1))
                    = getvariable('width')
            ELSE len(string_split(line, getvariable('separator'))) = getvariable('width')
        END AS is_whole
    FROM lines
    WHERE line_number > getvariable('header_line')
),
segmented AS (
    SELECT *, count(*) FILTER (is_whole) OVER (ORDER BY line_number) AS segment FROM counted
),
started AS (
    SELECT
        *,
        is_whole OR coalesce(sum(CASE WHEN is_whole THEN 0 ELSE quotes END) OVER (
            PARTITION BY segment ORDER BY line_number ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0) % 2 = 0 AS is_start
    FROM segmented
),
numbered AS (
    SELECT *, count(*) FILTER (is_start) OVER (ORDER BY line_number) AS record FROM started
)
SELECT min(line_number) AS line_number, string_agg(line, chr(10) ORDER BY line_number) AS line, false AS is_plain
FROM numbered
GROUP BY record
HAVING trim(string_agg(line, chr(10) ORDER BY line_number)) <> ''
