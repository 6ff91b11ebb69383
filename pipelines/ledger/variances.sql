-- One row per variance that is new or changed tonight, as it is published.
-- key: variance_id
SELECT
    l.variance_id,
    l.company_code,
    l.invoice_number,
    l.payment_id,
    l.remittance_id,
    l.remittance_line_number,
    l.claim_number,
    l.payer_id,
    l.currency,
    to_money(l.amount, l.currency) AS amount,
    l.outcome,
    l.dispute_type,
    l.dispute_subtype,
    l.confidence,
    l.explanation_count,
    l.evidence
FROM settled_variances AS l LEFT JOIN night_variances AS e USING (variance_id)
WHERE
    e.variance_id IS NULL
    OR (e.amount, e.outcome, e.dispute_type, e.dispute_subtype, e.claim_number, e.remittance_id, e.remittance_line_number)
    IS DISTINCT FROM
    (l.amount, l.outcome, l.dispute_type, l.dispute_subtype, l.claim_number, l.remittance_id, l.remittance_line_number)
ORDER BY ALL
