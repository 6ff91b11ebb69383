-- One row per payment of a known payer with money for which nothing names a document: no posting, no line of advice, no word of its memo.
WITH advised AS (
    SELECT source_no, sum(cash_amount)::BIGINT AS cash_amount,
        bool_or(status IN ('ambiguous', 'not_found') AND paid_amount <> 0) AS is_unclear
    FROM line_pieces GROUP BY source_no
), beyond AS (
    -- Money beyond what an advised document owes is no money without a reference.
    SELECT l.source_no
    FROM line_pieces AS l JOIN standing AS d USING (document_no)
    GROUP BY l.source_no, l.document_no, d.due HAVING sum(l.cash_amount) > greatest(d.due, 0)
)
SELECT
    s.source_no, s.group_id, s.company_code, s.payer_id, s.currency, s.value_date,
    (m.money - coalesce(a.cash_amount, 0))::BIGINT AS money
FROM sources AS s
JOIN advice_money AS m USING (source_no)
LEFT JOIN advised AS a USING (source_no)
ANTI JOIN refused_sources AS r ON r.source_no = s.source_no
ANTI JOIN memo_words AS w ON w.source_no = s.source_no AND NOT w.is_idle
ANTI JOIN memo_named AS n ON n.source_no = s.source_no
ANTI JOIN beyond AS b ON b.source_no = s.source_no
WHERE NOT s.is_moneyless AND s.payer_id IS NOT NULL AND NOT coalesce(a.is_unclear, false)
    AND m.money > coalesce(a.cash_amount, 0)
