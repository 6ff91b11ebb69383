-- One row per currency and kind of dispute that withholds money: what is open of it, the largest first.
SELECT
    currency, dispute_type || ' / ' || dispute_subtype AS kind, CAST(sum(open_amount) AS DOUBLE) AS amount,
    count(*) AS disputes
FROM worklist
WHERE open_amount > 0
GROUP BY currency, kind
ORDER BY currency, amount DESC, kind
