-- One row per open dispute that nobody has judged, and paper that it still lacks. Once a paper has come, a person reads it first.
SELECT
    w.dispute_id,
    n.evidence_needed,
    n.asked_from,
    w.company_code,
    w.payer_id,
    w.payer_name,
    w.invoice_number,
    w.claim_number,
    w.currency,
    w.open_amount,
    'Please ' || n.wording || ': ' || amount_text(to_minor(abs(w.open_amount), w.currency), w.currency) || CASE
        WHEN w.invoice_number IS NOT NULL THEN ' on ' || w.invoice_number
        WHEN w.payment_id IS NOT NULL THEN ' with payment ' || w.payment_id
        ELSE ''
    END || coalesce(' under claim ' || w.claim_number, '') || '.' AS request,
    w.owner,
    w.opened_date AS missing_since_date,
    answer_date(w.due_date) AS answer_by_date
FROM worklist AS w
INNER JOIN open_disputes AS d ON d.variance_id = w.dispute_id
INNER JOIN needed_evidence AS n ON n.dispute_subtype = w.dispute_subtype
LEFT JOIN cases AS k ON k.dispute_id = w.dispute_id
WHERE (d.evidence_kind <> 'documented' OR n.is_always_needed)
    AND w.recommended_action <> 'write_off'
    AND w.validity IS NULL
    AND w.status IN ('new', 'reopened', 'needs_evidence')
    AND k.document_at IS NULL
