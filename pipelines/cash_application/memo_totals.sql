-- One row per source whose memo may hold a reference: its money, what the documents that it names (by last digits, too) come to, once and
-- again, and how many words name none. Of a memo that is not read to its end nothing is known as a whole.
-- key: source_no
WITH named AS (
    SELECT source_no, sum(o.due) AS due,
        sum(CASE WHEN o.due = 0 THEN i.allocated_amount ELSE o.due END) AS due_again,
        sum(earnable_on(s.value_date, o.discount_date, o.discount_left)) AS earnable
    FROM (SELECT source_no, document_no FROM memo_found UNION SELECT source_no, document_no FROM memo_guesses)
    ANTI JOIN memo_paid USING (source_no, document_no)
    JOIN owed AS o USING (document_no) JOIN items AS i USING (document_no) JOIN sources AS s USING (source_no)
    GROUP BY source_no
), unread AS (
    SELECT source_no, count(*) AS words, any_value(word) AS word
    FROM memo_references ANTI JOIN memo_found USING (source_no, word) ANTI JOIN memo_guesses USING (source_no, word)
    WHERE NOT is_idle GROUP BY source_no
)
SELECT
    m.source_no, m.money, coalesce(n.due, 0) AS due, coalesce(n.due_again, 0) AS due_again,
    coalesce(n.due - n.earnable, 0) AS net_due,
    coalesce(u.words, 0) AS unread_words, u.word AS unread_word
FROM advice_money AS m
SEMI JOIN memo_references USING (source_no)
ANTI JOIN long_memos USING (source_no)
LEFT JOIN named AS n USING (source_no)
LEFT JOIN unread AS u USING (source_no)
