-- One row per version that a later day of this night replaces.
WITH unit_days AS (
    SELECT DISTINCT unit_key, folder_date FROM sound_rows
    WHERE (SELECT count(DISTINCT folder_date) FROM sound_rows) > 1
)
SELECT unit_key, folder_date
FROM unit_days
ANTI JOIN conflicting_units USING (unit_key, folder_date)
QUALIFY folder_date < max(folder_date) OVER (PARTITION BY unit_key)
