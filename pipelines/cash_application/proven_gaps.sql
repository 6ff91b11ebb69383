-- One row per line of advice that papers prove to be short of just what its payment lacks, in one way.
-- key: line_no
SELECT
    s.receipt_no,
    s.line_no,
    s.right_amount
FROM gap_shortfalls AS s JOIN gap_verdicts AS v USING (shortfall_id)
WHERE v.is_documented AND v.explained_count = 1
