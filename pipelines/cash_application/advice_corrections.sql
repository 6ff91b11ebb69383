-- One row per source whose advice has a gap: in how many ways its lines explain it, and where that is one, the lines,
-- what they should pay and why.
-- key: receipt_no
WITH ways AS (
    SELECT
        receipt_no,
        [line_no] AS lines,
        [right_amount] AS right_amounts,
        mend
    -- Of lines alike, which one is wrong makes no difference.
    FROM line_corrections
    WHERE explains = gap AND copy = copies
    UNION ALL
    -- All of one kind: the payer's habit, or the whole advice twice.
    SELECT
        receipt_no,
        list(line_no ORDER BY line_no),
        list(right_amount ORDER BY line_no),
        mend
    FROM line_corrections
    WHERE mend <> 'wrong_amount'
    GROUP BY receipt_no, gap, mend
    HAVING count(*) > 1 AND sum(explains) = gap
    UNION ALL
    SELECT
        receipt_no,
        [line_no],
        [right_amount],
        'withheld_unsaid'
    FROM gap_proofs
),

told_apart AS (
    SELECT
        receipt_no,
        lines,
        right_amounts,
        min(mend) AS mend
    FROM ways
    GROUP BY ALL
)

SELECT
    g.receipt_no,
    g.gap,
    count(t.lines) AS ways,
    CASE WHEN count(t.lines) = 1 THEN any_value(t.lines) END AS lines,
    CASE WHEN count(t.lines) = 1 THEN any_value(t.right_amounts) END AS right_amounts,
    CASE WHEN count(t.lines) = 1 THEN any_value(t.mend) END AS mend
FROM advice_gaps AS g LEFT JOIN told_apart AS t USING (receipt_no)
GROUP BY g.receipt_no, g.gap
