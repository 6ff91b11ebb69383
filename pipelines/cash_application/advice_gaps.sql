-- One row per source whose advice, none of it posted or used yet, says more (or less) than its money: by how much.
-- key: source_no
SELECT l.source_no, (sum(l.paid_amount) - any_value(s.amount))::BIGINT AS gap
FROM advice_lines AS l JOIN sources AS s USING (source_no)
WHERE NOT s.is_moneyless AND NOT s.has_postings AND (s.mode = 'full' OR s.unapplied_amount = s.amount)
GROUP BY l.source_no HAVING sum(l.paid_amount) <> any_value(s.amount)
