-- One row per run of documents from the earliest due that comes near the payment; of accounts that hold the same documents,
-- rows may repeat.
WITH near AS (
    SELECT
        r.receipt_no,
        r.variant,
        r.account,
        r.place,
        r.total
    FROM runs AS r JOIN amount_scales AS s USING (receipt_no)
    WHERE abs(r.total - s.money) <= s.reach
)

SELECT
    receipt_no,
    variant,
    list(r.document_no ORDER BY r.document_no) AS documents,
    n.total
FROM near AS n JOIN runs AS r USING (receipt_no, variant, account)
WHERE r.place <= n.place
GROUP BY receipt_no, variant, account, n.place, n.total
