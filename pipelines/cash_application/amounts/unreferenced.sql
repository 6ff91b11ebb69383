-- One row per payment of a known payer with money for which nothing names a document: no posting, no advice, no word of its memo
-- (or a memo that a bank has cut off, once what it still names is paid).
-- key: source_no
WITH advised AS (
    SELECT source_no, sum(cash_amount)::BIGINT AS cash_amount,
        bool_or(status IN ('ambiguous', 'not_found') AND paid_amount <> 0) AS is_unclear
    FROM line_pieces GROUP BY source_no
), beyond AS (
    -- Money beyond what an advised document owes is no money without a reference.
    SELECT l.source_no
    FROM line_pieces AS l JOIN standing AS d USING (document_no)
    GROUP BY l.source_no, l.document_no, d.due HAVING sum(l.cash_amount) > greatest(d.due, 0)
), named AS (
    SELECT source_no, sum(cash_amount)::BIGINT AS cash_amount FROM memo_pieces GROUP BY source_no
), worded AS (
    SELECT source_no, count(*) FILTER (WHERE NOT is_idle) AS words FROM memo_words GROUP BY source_no
)
SELECT
    s.source_no, s.group_id, s.company_code, s.payer_id, s.currency, s.value_date,
    (m.money - coalesce(a.cash_amount, 0) - coalesce(n.cash_amount, 0))::BIGINT AS money
FROM sources AS s
JOIN advice_money AS m USING (source_no)
LEFT JOIN advised AS a USING (source_no)
LEFT JOIN named AS n USING (source_no)
LEFT JOIN worded AS w USING (source_no)
ANTI JOIN refused_sources AS r ON r.source_no = s.source_no
ANTI JOIN untied_advice AS u ON u.source_no = s.source_no
ANTI JOIN beyond AS b ON b.source_no = s.source_no
ANTI JOIN long_memos AS g ON g.source_no = s.source_no
WHERE NOT s.is_moneyless AND s.payer_id IS NOT NULL AND NOT coalesce(a.is_unclear, false)
    AND CASE WHEN n.source_no IS NOT NULL THEN is_cut_off(s.memo) ELSE coalesce(w.words, 0) = 0 END
    AND m.money > coalesce(a.cash_amount, 0) + coalesce(n.cash_amount, 0)
