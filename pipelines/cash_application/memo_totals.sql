-- One row per source whose memo may hold a reference: its money, what the documents that it names (by last digits, too)
-- come to, once and again, and how many words name none. Of a memo that is not read to its end nothing is known as a
-- whole.
-- key: receipt_no
WITH named AS (
    SELECT
        receipt_no,
        sum(o.due) AS due,
        sum(CASE WHEN o.due = 0 THEN i.allocated_amount ELSE o.due END) AS due_again,
        sum(earnable_on(s.value_date, o.discount_date, o.discount_left)) AS earnable
    FROM (
        SELECT
            receipt_no,
            document_no
        FROM memo_found
        UNION
        SELECT
            receipt_no,
            document_no
        FROM memo_guesses
    )
    ANTI JOIN memo_paid USING (receipt_no, document_no)
    JOIN amounts_due AS o USING (document_no)
    JOIN documents_in_play AS i USING (document_no)
    JOIN receipts AS s USING (receipt_no)
    GROUP BY receipt_no
),

unread AS (
    SELECT
        receipt_no,
        count(*) AS words,
        any_value(word) AS word
    FROM memo_references ANTI JOIN memo_found USING (receipt_no, word) ANTI JOIN memo_guesses USING (receipt_no, word)
    WHERE NOT is_idle
    GROUP BY receipt_no
)

SELECT
    m.receipt_no,
    m.money,
    coalesce(n.due, 0) AS due,
    coalesce(n.due_again, 0) AS due_again,
    coalesce(n.due - n.earnable, 0) AS net_due,
    coalesce(u.words, 0) AS unread_words,
    u.word AS unread_word
FROM advice_money AS m
SEMI JOIN memo_references USING (receipt_no)
ANTI JOIN long_memos USING (receipt_no)
LEFT JOIN named AS n USING (receipt_no)
LEFT JOIN unread AS u USING (receipt_no)
