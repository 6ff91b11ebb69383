-- One row per return of a payment that tonight reckons anew, and document: what the return, of tonight or before, takes
-- there.
-- key: receipt_no, document_no
SELECT
    s.receipt_no,
    o.receipt_no AS original_no,
    r.document_no,
    -sum(r.amount)::BIGINT AS amount,
    -sum(r.discount_amount)::BIGINT AS discount_amount
FROM (
    SELECT
        receipt_no,
        document_no,
        amount,
        discount_amount
    FROM prior_allocations
    UNION ALL
    SELECT
        receipt_no,
        document_no,
        amount,
        discount_amount
    FROM reversal_rows
) AS r
JOIN receipts AS s USING (receipt_no)
JOIN receipts AS o ON o.company_code = s.company_code AND o.payment_id = s.reverses_payment_id
WHERE s.mode = 'reversal' AND o.mode = 'full' AND r.document_no IS NOT NULL
GROUP BY ALL
HAVING sum(r.amount) < 0 OR sum(r.discount_amount) <> 0
