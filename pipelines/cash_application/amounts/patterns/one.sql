-- One row per document near the payment.
-- key: receipt_no, variant, documents, total
SELECT
    receipt_no,
    variant,
    [document_no] AS documents,
    amount AS total
FROM payable JOIN amount_scales USING (receipt_no)
WHERE NOT is_credit AND abs(amount - money) <= reach
