-- One row: whether any key may have come more than once: twice on one day, or on several days of this night.
SELECT (SELECT count(*) FROM repeated_keys) > 0 OR (SELECT count(DISTINCT folder_date) FROM typed) > 1
