-- One row per difference of tonight, a deduction that papers prove to be of several causes in its parts.
-- key: difference_no
SELECT * FROM whole_differences
WHERE difference_no NOT IN (SELECT shortfall_id FROM difference_splits)
UNION ALL BY NAME
SELECT
    f.* REPLACE (
        (SELECT max(difference_no) FROM whole_differences)
        + row_number() OVER (ORDER BY f.difference_no, p.part_number) AS difference_no,
        p.amount AS amount,
        f.amount AS whole_amount,
        p.part_types AS part_types
    )
FROM whole_differences AS f JOIN difference_splits AS p ON p.shortfall_id = f.difference_no
