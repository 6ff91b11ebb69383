-- One row per document and payment that tonight does not reckon anew: what stands there of it, less what came back.
-- key: document_no, receipt_no
SELECT
    p.document_no,
    p.receipt_no,
    sum(p.amount)::BIGINT AS amount,
    max(p.value_date) AS value_date
FROM (
    SELECT
        a.document_no,
        coalesce(o.receipt_no, s.receipt_no) AS receipt_no,
        a.amount,
        CASE WHEN o.receipt_no IS NULL THEN a.value_date END AS value_date
    FROM prior_allocations AS a
    JOIN receipts AS s USING (receipt_no)
    LEFT JOIN receipts AS o ON o.company_code = s.company_code AND o.payment_id = s.reverses_payment_id
    UNION ALL
    SELECT
        document_no,
        original_no,
        amount,
        NULL
    FROM reversal_rows
) AS p
JOIN receipts AS s USING (receipt_no)
WHERE p.document_no IS NOT NULL AND s.mode NOT IN ('full', 'reversal')
GROUP BY p.document_no, p.receipt_no
HAVING sum(p.amount) > 0
