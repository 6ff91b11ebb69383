-- One row per source whose advice, none of it posted or used yet, says more (or less) than its money: by how much.
-- key: receipt_no
SELECT
    l.receipt_no,
    (sum(l.paid_amount) - any_value(s.amount))::BIGINT AS gap
FROM advice_lines AS l JOIN receipts AS s USING (receipt_no)
WHERE NOT s.is_moneyless AND NOT s.has_postings AND (s.mode = 'full' OR s.unapplied_amount = s.amount)
GROUP BY l.receipt_no
HAVING sum(l.paid_amount) <> any_value(s.amount)
