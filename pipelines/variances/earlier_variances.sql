-- One row per variance of other payments on a short document, or with its payer's claim number.
SELECT DISTINCT v.* EXCLUDE (group_id, document_no, source_no, source_mode, closed_amount, holds_document)
FROM disputes AS v
JOIN shortfalls AS s
    ON v.payment_id IS DISTINCT FROM s.payment_id
    AND ((v.company_code = s.company_code AND v.invoice_number = s.invoice_number)
        OR (v.payer_id = s.payer_id AND v.claim_number = s.claim_number))
WHERE v.slot IN ('deduction', 'discount')
