-- One row per source, word of its memo and document that the memo says it pays. What it sets aside is left out where
-- the others take all of its money, and it is not the money of all of them together; what it excepts, also where it
-- names no others.
-- key: receipt_no, word, document_no
WITH plain AS (
    SELECT
        r.receipt_no,
        r.document_no,
        bool_and(r.is_aside AND i.effective_gross > 0) AS is_aside,
        bool_and(r.is_excepted AND i.effective_gross > 0) AS is_excepted
    FROM memo_readings AS r JOIN documents_in_play AS i USING (document_no)
    WHERE NOT r.is_doubtful
    GROUP BY r.receipt_no, r.document_no
),

sums AS (
    SELECT
        p.receipt_no,
        any_value(m.money) AS money,
        sum(o.due) AS due,
        sum(o.due - e.earnable) AS net_due,
        coalesce(sum(o.due) FILTER (WHERE NOT is_aside), 0) AS due_of_others,
        bool_and(is_excepted) AS is_all_excepted
    FROM plain AS p
    JOIN advice_money AS m USING (receipt_no)
    JOIN amounts_due AS o USING (document_no)
    JOIN receipts AS s USING (receipt_no),
        LATERAL (SELECT earnable_on(s.value_date, o.discount_date, o.discount_left) AS earnable) AS e
    GROUP BY p.receipt_no
)

SELECT
    r.receipt_no,
    r.word,
    r.tier,
    r.said_amount,
    r.document_no
FROM memo_readings AS r JOIN plain AS p USING (receipt_no, document_no) JOIN sums AS t USING (receipt_no)
WHERE
    NOT r.is_doubtful AND NOT is_all_excepted
    AND NOT (p.is_aside AND t.money <= t.due_of_others AND t.money NOT IN (t.due, t.net_due))
