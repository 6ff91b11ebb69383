-- One row per line of advice and document that one of its references may mean (or none), and why it was taken or left.
-- key: line_no, document_no?
WITH weighed AS (
    SELECT
        c.line_no,
        c.document_no,
        min(c.tier) AS tier,
        arg_min(c.due, (c.tier, c.due)) AS due,
        bool_or(c.agrees) AS agrees,
        max(h.choices) AS choices,
        bool_or(t.line_no IS NOT NULL) AS is_target
    FROM line_candidates AS c
    LEFT JOIN line_choices AS h USING (line_no, document_no)
    LEFT JOIN line_targets AS t USING (line_no, document_no)
    GROUP BY c.line_no, c.document_no
),

traced_lines AS (
    SELECT
        w.*,
        l.receipt_no,
        r.reason AS refusal,
        bool_or(w.agrees AND w.choices IS NOT NULL) OVER (PARTITION BY line_no) AS is_agreed,
        coalesce(s.applied = 0 AND s.excess > 0, FALSE) AS is_beyond
    FROM weighed AS w JOIN advice_lines AS l USING (line_no)
    LEFT JOIN refused_receipts AS r USING (receipt_no)
    LEFT JOIN capped_allocations AS s USING (receipt_no, document_no)
)

SELECT
    receipt_no,
    line_no,
    document_no,
    tier,
    due AS candidate_amount,
    CASE
        WHEN is_target AND refusal IS NOT NULL THEN 'advice_refused'
        WHEN is_target AND is_beyond THEN 'paid_already'
        WHEN is_target THEN 'posted'
        WHEN choices > 1 AND is_several_tier(tier) THEN 'other_sum'
        WHEN choices > 1 THEN 'several_fit'
        WHEN choices IS NOT NULL THEN 'other_sum'
        WHEN due = 0 THEN 'paid_already'
        WHEN is_agreed AND NOT agrees THEN 'other_amount'
        ELSE 'closer_one'
    END AS reason
FROM traced_lines
QUALIFY row_number() OVER (PARTITION BY line_no ORDER BY is_target DESC, choices IS NULL, tier, document_no) <= closest()
UNION ALL
SELECT
    receipt_no,
    line_no,
    NULL,
    NULL,
    NULL,
    'nothing_found'
FROM line_outcomes AS o ANTI JOIN line_candidates USING (line_no) ANTI JOIN long_references USING (line_no)
WHERE status = 'not_found' AND paid_amount <> 0
UNION ALL
SELECT
    l.receipt_no,
    a.line_no,
    a.document_no,
    15,
    s.due,
    'posted'
FROM line_amounts AS a JOIN advice_lines AS l USING (line_no) JOIN opening_balances AS s USING (document_no)
