-- One row per source without advice whose money is not all posted, and word of its memo that may be a reference.
-- key: source_no, word
SELECT
    source_no, s.company_code, s.group_id, s.currency, hash(s.group_id, s.currency) AS pool, w.word, w.is_idle, w.is_doubtful,
    w.is_aside, w.is_excepted, w.meant_tier, w.said_amount
FROM memo_words AS w JOIN sources AS s USING (source_no) JOIN advice_money AS m USING (source_no)
WHERE NOT s.has_advice AND m.money > 0
