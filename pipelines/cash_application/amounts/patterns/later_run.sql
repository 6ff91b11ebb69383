-- One row per run of documents in the order of due dates that comes near the payment and leaves earlier ones out; of
-- accounts that hold the same documents, rows may repeat.
WITH near AS (
    SELECT
        receipt_no,
        variant,
        account,
        b.place AS after,
        e.place,
        e.total - b.total AS total
    FROM runs AS b JOIN runs AS e USING (receipt_no, variant, account) JOIN amount_scales AS s USING (receipt_no)
    WHERE s.documents <= largest_for('later_run') AND e.place > b.place AND abs(e.total - b.total - s.money) <= s.reach
)

SELECT
    receipt_no,
    variant,
    list(r.document_no ORDER BY r.document_no) AS documents,
    n.total
FROM near AS n JOIN runs AS r USING (receipt_no, variant, account)
WHERE r.place > n.after AND r.place <= n.place
GROUP BY receipt_no, variant, account, n.after, n.place, n.total
