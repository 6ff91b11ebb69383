-- One row per source that names documents in its memo: what they come to and how far its money reaches.
-- key: receipt_no
SELECT
    n.receipt_no,
    any_value(m.money) AS money,
    count(*) AS documents,
    sum(n.due) AS due,
    sum(n.earnable) AS earnable,
    CASE
        WHEN count(n.said_amount) = count(*) AND sum(n.said_amount) = any_value(m.money) THEN 'told'
        WHEN any_value(m.money) > sum(n.due) AND any_value(m.money) = sum(n.due_again) THEN 'again'
        WHEN any_value(m.money) >= sum(n.due) THEN 'whole'
        WHEN any_value(m.money) = sum(n.due) - sum(n.earnable) THEN 'net'
        -- Of what the ERP has left of a payment, nothing is withheld.
        WHEN bool_or(s.has_postings) AND count(*) FILTER (n.due = m.money) = 1 THEN 'one'
        WHEN says_in_part(any_value(s.memo)) OR bool_or(s.has_postings) THEN 'part'
        WHEN count(*) = 1 THEN 'whole'
        -- Half or less, the odd unit included.
        WHEN any_value(m.money) * 2 <= sum(n.due) + 1 THEN 'part'
        ELSE 'short'
    END AS kind,
    greatest(sum(n.due) - any_value(m.money), 0) AS short_amount,
    -- A memo that says more than we can read may mean more: what is beyond its documents is then not paid too much on them.
    n.receipt_no IN (SELECT receipt_no FROM memo_unread) AS is_open_ended,
    CASE WHEN sum(n.due) - any_value(m.money) >= sum(n.earnable) THEN sum(n.earnable) ELSE 0 END AS granted
FROM memo_named AS n JOIN advice_money AS m USING (receipt_no) JOIN receipts AS s USING (receipt_no)
GROUP BY n.receipt_no
-- A memo that is not read to its end counts only where the documents read come to the money exactly: unread ones could
-- change every other answer.
HAVING
    n.receipt_no NOT IN (SELECT receipt_no FROM long_memos)
    OR any_value(m.money) IN (sum(n.due), sum(n.due) - sum(n.earnable))
    OR (count(n.said_amount) = count(*) AND sum(n.said_amount) = any_value(m.money))
