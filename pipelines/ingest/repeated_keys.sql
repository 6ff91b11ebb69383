-- One row per key that came more than once on one day.
SELECT row_key, folder_date FROM sound_rows GROUP BY row_key, folder_date HAVING count(*) > 1
