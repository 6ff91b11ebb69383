-- One row per difference of tonight, a deduction that papers prove to be of several causes in its parts.
-- key: found_no
SELECT * FROM whole_found
WHERE found_no NOT IN (SELECT shortfall_id FROM difference_splits)
UNION ALL BY NAME
SELECT
    f.* REPLACE (
        (SELECT max(found_no) FROM whole_found) + row_number() OVER (ORDER BY f.found_no, p.part_number) AS found_no,
        p.amount AS amount, f.amount AS whole_amount, p.part_types AS part_types
    )
FROM whole_found AS f JOIN difference_splits AS p ON p.shortfall_id = f.found_no
