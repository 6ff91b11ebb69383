-- One row per version (all lines of an advice or document) whose amounts are more in all than may belong together.
SELECT unit_key, folder_date, sum(size) AS total
FROM sound_rows
GROUP BY unit_key, folder_date
HAVING sum(size) > largest_total()
