-- One row per variance of an earlier night whose source tonight reckons anew or adds to, with the place it stands for.
-- key: variance_id
SELECT
    v.variance_id,
    s.receipt_no,
    i.document_no,
    v.slot,
    v.rank,
    v.claim_number,
    v.is_stated,
    v.amount,
    s.mode = 'full' AND v.outcome <> 'settled_by_credit' AS is_matchable,
    v.outcome = 'withdrawn' AS is_withdrawn,
    CASE
        WHEN v.invoice_number IS NOT NULL THEN ''
        WHEN v.claim_number IS NOT NULL THEN normal_reference(v.claim_number)
        WHEN v.remittance_id IS NOT NULL THEN v.remittance_id || '/' || v.remittance_line_number
        ELSE 'bundle'
    END AS claim_key
FROM standing_variances AS v
JOIN variance_receipts AS s USING (variance_id)
LEFT JOIN documents_in_play AS i ON i.company_code = v.company_code AND i.invoice_number = v.invoice_number
WHERE v.variance_id NOT IN (SELECT variance_id FROM returned_variances)
