-- One row per account whose documents due by the day of the payment come near it; of accounts that hold the same
-- documents, rows may repeat.
SELECT
    receipt_no,
    variant,
    list(document_no ORDER BY document_no) AS documents,
    sum(amount)::BIGINT AS total
FROM accounts JOIN amount_scales USING (receipt_no)
WHERE due_date <= value_date
GROUP BY receipt_no, variant, account, money, reach
HAVING abs(sum(amount) - money) <= reach
