-- One row per payment of a known payer with money for which nothing names a document: no posting, no advice, no word of
-- its memo (or a memo that a bank has cut off, once what it still names is paid).
-- key: receipt_no
WITH advised AS (
    SELECT
        receipt_no,
        sum(cash_amount)::BIGINT AS cash_amount,
        bool_or(status IN ('ambiguous', 'not_found') AND paid_amount <> 0) AS is_unclear
    FROM line_pieces
    GROUP BY receipt_no
),

beyond AS (
    -- Money beyond what an advised document owes is no money without a reference.
    SELECT l.receipt_no
    FROM line_pieces AS l JOIN opening_balances AS d USING (document_no)
    GROUP BY l.receipt_no, l.document_no, d.due
    HAVING sum(l.cash_amount) > greatest(d.due, 0)
),

named AS (
    SELECT
        receipt_no,
        sum(cash_amount)::BIGINT AS cash_amount
    FROM memo_pieces
    GROUP BY receipt_no
),

worded AS (
    SELECT
        receipt_no,
        count(*) FILTER (WHERE NOT is_idle) AS words
    FROM memo_words
    GROUP BY receipt_no
)

SELECT
    s.receipt_no,
    s.group_id,
    s.company_code,
    s.payer_id,
    s.currency,
    s.value_date,
    (m.money - coalesce(a.cash_amount, 0) - coalesce(n.cash_amount, 0))::BIGINT AS money
FROM receipts AS s
JOIN advice_money AS m USING (receipt_no)
LEFT JOIN advised AS a USING (receipt_no)
LEFT JOIN named AS n USING (receipt_no)
LEFT JOIN worded AS w USING (receipt_no)
ANTI JOIN refused_receipts AS r ON r.receipt_no = s.receipt_no
ANTI JOIN unlinked_advice AS u ON u.receipt_no = s.receipt_no
ANTI JOIN beyond AS b ON b.receipt_no = s.receipt_no
ANTI JOIN long_memos AS g ON g.receipt_no = s.receipt_no
WHERE
    NOT s.is_moneyless AND s.payer_id IS NOT NULL AND NOT coalesce(a.is_unclear, FALSE)
    AND CASE WHEN n.receipt_no IS NOT NULL THEN is_cut_off(s.memo) ELSE coalesce(w.words, 0) = 0 END
    AND m.money > coalesce(a.cash_amount, 0) + coalesce(n.cash_amount, 0)
