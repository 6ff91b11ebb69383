-- One row per document: what it owes after tonight's returns, without what tonight reckons anew (sources in mode full);
-- `closed` is what credits, money or people have settled of variances that tonight finds anew.
-- key: document_no
WITH changes AS (
    SELECT
        document_no,
        -amount - discount_amount AS due,
        discount_amount AS granted,
        0 AS disputed,
        0 AS closed
    FROM reversal_rows
    UNION ALL
    SELECT
        document_no,
        CASE WHEN outcome = 'tolerance' THEN amount ELSE 0 END,
        0,
        0,
        0
    FROM returned_variances
    UNION ALL
    SELECT
        p.document_no,
        p.amount + p.discount_amount,
        -p.discount_amount,
        0,
        0
    FROM prior_allocations AS p JOIN receipts AS s USING (receipt_no)
    WHERE s.mode = 'full'
    -- What came back stays open; the discount that went with it is found anew.
    UNION ALL
    SELECT
        document_no,
        -discount_amount,
        discount_amount,
        0,
        0
    FROM sent_back
    UNION ALL
    SELECT
        document_no,
        CASE WHEN outcome = 'tolerance' THEN amount ELSE 0 END,
        0,
        0,
        closed_amount
    FROM disputes
    WHERE receipt_mode = 'full' AND slot NOT IN ('overpayment', 'misapplied')
    UNION ALL
    SELECT
        document_no,
        0,
        0,
        open_amount,
        0
    FROM disputes
    WHERE
        holds_document AND coalesce(receipt_mode, 'idle') <> 'full'
        AND variance_id NOT IN (SELECT variance_id FROM returned_variances)
)

SELECT
    i.document_no,
    (i.due + coalesce(sum(c.due), 0))::BIGINT AS due,
    (i.discount_granted_amount + coalesce(sum(c.granted), 0))::BIGINT AS granted,
    coalesce(sum(c.disputed), 0)::BIGINT AS disputed,
    coalesce(sum(c.closed), 0)::BIGINT AS closed
FROM documents_in_play AS i LEFT JOIN changes AS c USING (document_no)
GROUP BY i.document_no, i.due, i.discount_granted_amount
