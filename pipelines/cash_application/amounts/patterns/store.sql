-- One row per store (where the goods went) whose documents come near the payment.
-- key: receipt_no, variant, documents
SELECT
    receipt_no,
    variant,
    list(document_no ORDER BY document_no) AS documents,
    sum(amount)::BIGINT AS total
FROM payable JOIN amount_scales USING (receipt_no)
WHERE variant <> 'disputed' AND NOT is_credit AND ship_to_id IS NOT NULL
GROUP BY receipt_no, variant, ship_to_id, money, reach
HAVING abs(sum(amount) - money) <= reach
