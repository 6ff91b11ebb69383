-- One row per run of documents from the earliest due, one of them left out, that comes near the payment; of accounts that
-- hold the same documents, rows may repeat.
WITH near AS (
    SELECT
        receipt_no,
        variant,
        account,
        e.place,
        l.place AS left_out,
        e.total - l.amount AS total
    FROM runs AS e JOIN runs AS l USING (receipt_no, variant, account) JOIN amount_scales AS s USING (receipt_no)
    WHERE s.documents <= largest_for('run_less_one') AND l.place < e.place AND abs(e.total - l.amount - s.money) <= s.reach
)

SELECT
    receipt_no,
    variant,
    list(r.document_no ORDER BY r.document_no) AS documents,
    n.total
FROM near AS n JOIN runs AS r USING (receipt_no, variant, account)
WHERE r.place <= n.place AND r.place <> n.left_out
GROUP BY receipt_no, variant, account, n.place, n.left_out, n.total
