-- One row per document and payment that tonight does not reckon anew: what stands there of it, less what came back.
-- key: document_no, source_no
SELECT
    p.document_no,
    p.source_no,
    sum(p.amount)::BIGINT AS amount,
    max(p.value_date) AS value_date
FROM (
    SELECT
        a.document_no,
        coalesce(o.source_no, s.source_no) AS source_no,
        a.amount,
        CASE WHEN o.source_no IS NULL THEN a.value_date END AS value_date
    FROM prior AS a
    JOIN sources AS s USING (source_no)
    LEFT JOIN sources AS o ON o.company_code = s.company_code AND o.payment_id = s.reverses_payment_id
    UNION ALL
    SELECT
        document_no,
        original_no,
        amount,
        NULL
    FROM reversal_rows
) AS p
JOIN sources AS s USING (source_no)
WHERE p.document_no IS NOT NULL AND s.mode NOT IN ('full', 'reversal')
GROUP BY p.document_no, p.source_no
HAVING sum(p.amount) > 0
