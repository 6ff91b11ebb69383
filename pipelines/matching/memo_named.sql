-- One row per source and document that its memo names, with what it owes after tonight's advice and postings.
WITH meant AS (
    SELECT f.source_no, f.document_no, f.tier FROM memo_found AS f
    ANTI JOIN memo_slips AS s ON s.source_no = f.source_no AND s.replaced_no = f.document_no
    UNION ALL
    SELECT source_no, document_no, tier FROM memo_slips
    UNION ALL
    SELECT source_no, document_no, 6 FROM memo_guesses JOIN memo_totals AS t USING (source_no)
    WHERE (t.unread_words = 0 AND t.money IN (t.due, t.net_due)) OR source_no IN (SELECT source_no FROM memo_slips)
)
SELECT
    m.source_no, m.document_no, i.due_date, i.invoice_number, i.effective_gross AS gross, o.due,
    earnable_on(s.value_date, o.discount_date, o.discount_left)::BIGINT AS earnable, min(m.tier) AS tier
FROM meant AS m JOIN sources AS s USING (source_no) JOIN items AS i USING (document_no) JOIN owed AS o USING (document_no)
GROUP BY ALL
