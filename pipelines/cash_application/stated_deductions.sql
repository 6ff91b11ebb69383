-- One row per deduction that advice states, on the invoice's line or on a negative line of its own.
-- key: line_no
SELECT
    line_no,
    receipt_no,
    document_no,
    remittance_id,
    line_number,
    claim_number,
    reason_code,
    reason_text,
    CASE WHEN paid_amount < 0 THEN -advised_amount ELSE deduction_amount END AS amount,
    CASE
        WHEN document_no IS NULL
            THEN coalesce(nullif(normal_reference(claim_number), ''), remittance_id || '/' || line_number)
        ELSE ''
    END
        AS claim_key,
    -- Where an overpayment is taken back by such a line, another line of its document holds what is withheld.
    coalesce(
        paid_amount < 0 AND claim_number IS NULL
        AND document_no IN (
            SELECT document_no FROM overpayments_used
            WHERE amount > 0
            UNION ALL
            SELECT document_no FROM prior_allocations
            WHERE method = 'overpayment_used'
        )
        AND (reason_code IS NULL OR line_no IN (
            SELECT line_no FROM line_outcomes
            WHERE stated_subtype IN ('overpayment', 'payment')
        )), FALSE
    ) AS may_take_back
FROM line_pieces
WHERE
    (paid_amount < 0 AND status = 'claim')
    OR (paid_amount < 0 AND status = 'matched' AND NOT is_credit AND NOT is_discount_moved)
    OR (paid_amount >= 0 AND status = 'matched' AND deduction_amount > 0 AND NOT is_credit AND NOT is_discount_moved)
