-- One row per source and document that its memo names, with what it owes after tonight's advice and postings, what it
-- comes to if it is paid once more, and what the memo says is paid on it.
-- key: receipt_no, document_no
WITH sure_ends AS (
    -- Three long ends or more, each of one open document only, and nothing else unread: so many do not fit by chance.
    SELECT receipt_no FROM memo_guesses
    GROUP BY receipt_no
    HAVING
        count(*) >= 3
        AND bool_and(tier = tier_of('last_digits'))
        AND min(length(regexp_replace(word, '[^0-9]', '', 'g'))) >= 5
),

meant AS (
    SELECT
        f.receipt_no,
        f.document_no,
        f.tier,
        f.said_amount
    FROM memo_found AS f
    ANTI JOIN memo_slips AS s ON s.receipt_no = f.receipt_no AND s.replaced_no = f.document_no
    UNION ALL
    SELECT
        receipt_no,
        document_no,
        tier,
        NULL
    FROM memo_slips
    UNION ALL
    SELECT
        receipt_no,
        document_no,
        g.tier,
        NULL
    FROM memo_guesses AS g JOIN memo_totals AS t USING (receipt_no)
    WHERE
        (t.unread_words = 0 AND t.money IN (t.due, t.net_due)) OR receipt_no IN (SELECT receipt_no FROM memo_slips)
        OR (t.unread_words = 0 AND t.money BETWEEN t.due // 2 AND t.due AND receipt_no IN (FROM sure_ends))
)

SELECT
    m.receipt_no,
    m.document_no,
    i.due_date,
    i.invoice_number,
    i.effective_gross AS gross,
    o.due,
    CASE WHEN o.due = 0 THEN i.allocated_amount ELSE o.due END AS due_again,
    earnable_on(s.value_date, o.discount_date, o.discount_left)::BIGINT AS earnable,
    min(m.tier) AS tier,
    CASE WHEN count(DISTINCT m.said_amount) = 1 THEN min(m.said_amount) END AS said_amount
FROM meant AS m ANTI JOIN memo_paid USING (receipt_no, document_no)
JOIN receipts AS s USING (receipt_no)
JOIN documents_in_play AS i USING (document_no)
JOIN amounts_due AS o USING (document_no)
GROUP BY m.receipt_no, m.document_no, i.due_date, i.invoice_number, i.effective_gross, o.due, due_again, earnable
