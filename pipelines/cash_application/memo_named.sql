-- One row per source and document that its memo names, with what it owes after tonight's advice and postings, what it
-- comes to if it is paid once more, and what the memo says is paid on it.
-- key: source_no, document_no
WITH sure_ends AS (
    -- Three long ends or more, each of one open document only, and nothing else unread: so many do not fit by chance.
    SELECT source_no FROM memo_guesses
    GROUP BY source_no
    HAVING
        count(*) >= 3
        AND bool_and(tier = tier_of('last_digits'))
        AND min(length(regexp_replace(word, '[^0-9]', '', 'g'))) >= 5
),

meant AS (
    SELECT
        f.source_no,
        f.document_no,
        f.tier,
        f.said_amount
    FROM memo_found AS f
    ANTI JOIN memo_slips AS s ON s.source_no = f.source_no AND s.replaced_no = f.document_no
    UNION ALL
    SELECT
        source_no,
        document_no,
        tier,
        NULL
    FROM memo_slips
    UNION ALL
    SELECT
        source_no,
        document_no,
        g.tier,
        NULL
    FROM memo_guesses AS g JOIN memo_totals AS t USING (source_no)
    WHERE
        (t.unread_words = 0 AND t.money IN (t.due, t.net_due)) OR source_no IN (SELECT source_no FROM memo_slips)
        OR (t.unread_words = 0 AND t.money BETWEEN t.due // 2 AND t.due AND source_no IN (FROM sure_ends))
)

SELECT
    m.source_no,
    m.document_no,
    i.due_date,
    i.invoice_number,
    i.effective_gross AS gross,
    o.due,
    CASE WHEN o.due = 0 THEN i.allocated_amount ELSE o.due END AS due_again,
    earnable_on(s.value_date, o.discount_date, o.discount_left)::BIGINT AS earnable,
    min(m.tier) AS tier,
    CASE WHEN count(DISTINCT m.said_amount) = 1 THEN min(m.said_amount) END AS said_amount
FROM meant AS m ANTI JOIN memo_paid USING (source_no, document_no)
JOIN sources AS s USING (source_no) JOIN items AS i USING (document_no) JOIN owed AS o USING (document_no)
GROUP BY m.source_no, m.document_no, i.due_date, i.invoice_number, i.effective_gross, o.due, due_again, earnable
