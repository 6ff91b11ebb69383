-- One row per three documents that together are near the payment.
-- key: receipt_no, variant, documents
SELECT
    receipt_no,
    a.variant,
    [a.document_no, b.document_no, c.document_no] AS documents,
    a.amount + b.amount + c.amount AS total
FROM payable AS a JOIN payable AS b USING (receipt_no, variant) JOIN payable AS c USING (receipt_no, variant)
JOIN amount_scales AS s USING (receipt_no)
WHERE
    s.documents <= largest_for('triple') AND a.variant <> 'disputed'
    AND NOT a.is_credit AND NOT b.is_credit AND NOT c.is_credit
    AND a.document_no < b.document_no AND b.document_no < c.document_no
    AND abs(a.amount + b.amount + c.amount - s.money) <= s.reach
