-- One row per source without advice whose money is not all posted, and word of its memo that may be a reference.
-- key: receipt_no, word
SELECT
    receipt_no,
    s.company_code,
    s.group_id,
    s.currency,
    hash(s.group_id, s.currency) AS pool,
    w.word,
    w.is_idle,
    w.is_doubtful,
    w.is_aside,
    w.is_excepted,
    w.meant_tier,
    w.said_amount
FROM memo_words AS w JOIN receipts AS s USING (receipt_no) JOIN advice_money AS m USING (receipt_no)
WHERE NOT s.has_advice AND m.money > 0
