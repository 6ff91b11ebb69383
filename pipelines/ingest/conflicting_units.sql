-- One row per version (a row, or all lines of an advice or document) that contradicts itself on one day.
WITH contradictions AS (
    SELECT row_key, folder_date, any_value(unit_key) AS unit_key
    FROM sound_rows
    JOIN repeated_keys USING (row_key, folder_date)
    GROUP BY row_key, folder_date
    HAVING count(DISTINCT content) > 1
)
SELECT unit_key, folder_date, min(row_key) AS example FROM contradictions GROUP BY unit_key, folder_date
