-- One row per part of a withheld amount that papers prove to be of several causes, in just one way, and nothing else fits.
-- key: shortfall_id, part_number
WITH leading_sets AS (
    SELECT shortfall_id FROM ranked_explanations WHERE position = 1 AND rule = 'composite'
    INTERSECT
    SELECT shortfall_id FROM explanations WHERE is_documented GROUP BY shortfall_id HAVING count(*) = 1
),

parts AS (
    SELECT shortfall_id, amount - part_sum AS rounding, unnest(parts, recursive := TRUE)
    FROM combined_parts
    JOIN leading_sets USING (shortfall_id)
    WHERE cause_count > 1
),

part_causes AS (
    SELECT shortfall_id, cause, any_value(dispute_type) AS dispute_type, any_value(rounding) AS rounding, sum(part) AS part
    FROM parts
    GROUP BY shortfall_id, cause
),

numbered AS (
    SELECT
        *,
        row_number() OVER (PARTITION BY shortfall_id ORDER BY part DESC, cause) AS part_number,
        list(dispute_type) OVER (PARTITION BY shortfall_id) AS types
    FROM part_causes
)

SELECT
    shortfall_id,
    part_number,
    -- The largest part takes the minor unit that rounding leaves.
    (part + CASE WHEN part_number = 1 THEN rounding ELSE 0 END)::BIGINT AS amount,
    list_sort(list_distinct(types)) AS part_types
FROM numbered
