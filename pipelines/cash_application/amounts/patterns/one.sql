-- One row per document near the payment.
-- key: source_no, variant, documents, total
SELECT source_no, variant, [document_no] AS documents, amount AS total
FROM payable JOIN amount_scales USING (source_no)
WHERE NOT is_credit AND abs(amount - money) <= reach
