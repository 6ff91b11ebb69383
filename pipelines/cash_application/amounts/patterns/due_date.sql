-- One row per account and due date whose documents come near the payment; of accounts that hold the same documents,
-- rows may repeat.
SELECT
    receipt_no,
    variant,
    list(document_no ORDER BY document_no) AS documents,
    sum(amount)::BIGINT AS total
FROM accounts JOIN amount_scales USING (receipt_no)
GROUP BY receipt_no, variant, account, due_date, money, reach
HAVING abs(sum(amount) - money) <= reach
