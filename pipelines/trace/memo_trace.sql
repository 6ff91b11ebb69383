-- One row per payment, word of its memo and document that the word may mean (or none), and why it was taken or left.
-- key: receipt_no, word, document_no?
WITH read AS (
    SELECT
        receipt_no,
        word,
        document_no,
        tier,
        FALSE AS is_aside
    FROM memo_found
    UNION ALL
    SELECT
        receipt_no,
        word,
        document_no,
        tier,
        FALSE
    FROM memo_slips
    UNION ALL
    SELECT
        receipt_no,
        word,
        document_no,
        tier,
        FALSE
    FROM memo_guesses
    UNION ALL
    SELECT
        receipt_no,
        word,
        document_no,
        tier,
        TRUE
    FROM memo_readings AS r ANTI JOIN memo_found AS f USING (receipt_no, word, document_no)
    WHERE NOT r.is_doubtful
)

SELECT
    r.receipt_no,
    r.word,
    r.document_no,
    r.tier,
    o.due AS candidate_amount,
    CASE
        WHEN p.document_no IS NOT NULL AND s.applied = 0 AND s.excess > 0 THEN 'paid_already'
        WHEN p.document_no IS NOT NULL THEN 'posted'
        WHEN r.is_aside THEN 'set_aside'
        WHEN x.replaced_no IS NOT NULL THEN 'other_amount'
        WHEN o.due = 0 THEN 'paid_already'
        ELSE 'other_sum'
    END AS reason
FROM read AS r
JOIN amounts_due AS o USING (document_no)
LEFT JOIN memo_pieces AS p USING (receipt_no, document_no)
LEFT JOIN capped_allocations AS s USING (receipt_no, document_no)
LEFT JOIN memo_slips AS x ON x.receipt_no = r.receipt_no AND x.replaced_no = r.document_no
QUALIFY
    row_number() OVER (PARTITION BY r.receipt_no, r.word ORDER BY p.document_no IS NULL, r.tier, r.document_no) <= closest()
UNION ALL
SELECT
    m.receipt_no,
    m.word,
    NULL,
    NULL,
    NULL,
    'nothing_found'
FROM memo_references AS m ANTI JOIN read AS r ON r.receipt_no = m.receipt_no AND r.word = m.word
WHERE NOT m.is_idle
