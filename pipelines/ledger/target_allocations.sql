-- One row per piece of a source on a document or claim that tonight's matching wants to stand there; rows may repeat,
-- and add up.
WITH discounts AS (
    SELECT
        h.document_no,
        max_by(s.receipt_no, (s.discount > 0, s.turn)) AS receipt_no,
        any_value(h.granted) AS granted
    FROM document_settlements AS h JOIN capped_allocations AS s USING (document_no)
    WHERE h.granted > 0 AND (s.is_settling OR s.discount > 0)
    GROUP BY h.document_no
)

SELECT
    s.receipt_no,
    s.document_no,
    '' AS claim_key,
    s.applied AS amount,
    coalesce(d.granted, 0) AS discount_amount,
    s.method,
    s.confidence,
    s.remittance_id,
    s.remittance_line_number,
    s.is_posted,
    NULL::VARCHAR AS claim_number
FROM capped_allocations AS s LEFT JOIN discounts AS d USING (document_no, receipt_no)
WHERE s.applied <> 0 OR d.granted <> 0
UNION ALL
SELECT
    receipt_no,
    NULL,
    coalesce(nullif(normal_reference(claim_number), ''), remittance_id || '/' || line_number),
    cash_amount,
    0,
    'advice_claim',
    0.99,
    remittance_id,
    line_number,
    FALSE,
    claim_number
FROM line_pieces
WHERE status = 'claim' AND cash_amount < 0
UNION ALL
SELECT
    receipt_no,
    NULL,
    'bundle',
    cash_amount,
    0,
    'memo_bundle',
    0.97,
    NULL,
    NULL,
    FALSE,
    NULL
FROM memo_pieces
WHERE document_no IS NULL
UNION ALL
SELECT
    receipt_no,
    NULL,
    claim_key,
    sum(amount)::BIGINT,
    0,
    'advice_claim_repaid',
    0.99,
    NULL,
    NULL,
    FALSE,
    NULL
FROM repayments
WHERE receipt_no IS NOT NULL
GROUP BY ALL
