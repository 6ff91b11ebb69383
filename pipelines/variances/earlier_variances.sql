-- One row per variance of other payments on a short document, with its payer's claim number, or of its payer and amount
-- where one of the two names no document.
-- key: variance_id
WITH pairs AS (
    SELECT v.variance_id, v.payment_id, s.payment_id AS asked_payment
    FROM disputes AS v JOIN shortfalls AS s USING (company_code, invoice_number)
    UNION ALL
    SELECT v.variance_id, v.payment_id, s.payment_id
    FROM disputes AS v
    JOIN shortfalls AS s ON v.payer_id = s.payer_id AND normal_reference(v.claim_number) = normal_reference(s.claim_number)
    WHERE v.claim_number IS NOT NULL AND s.claim_number IS NOT NULL
    UNION ALL
    SELECT v.variance_id, v.payment_id, s.payment_id
    FROM disputes AS v JOIN shortfalls AS s USING (payer_id, currency, amount)
    WHERE v.invoice_number IS NULL OR s.invoice_number IS NULL
)
SELECT * EXCLUDE (group_id, document_no, source_no, source_mode, closed_amount, holds_document)
FROM disputes
WHERE slot IN ('deduction', 'discount') AND variance_id NOT IN (SELECT variance_id FROM returned_variances)
    AND variance_id IN (SELECT variance_id FROM pairs WHERE payment_id IS DISTINCT FROM asked_payment)
