-- One row per open dispute that nobody has judged, and paper that it still lacks. Once a paper has come, a person reads
-- it first.
-- key: dispute_id, evidence_needed
SELECT
    w.place,
    v.variance_id AS dispute_id,
    n.evidence_needed,
    n.asked_from,
    v.company_code,
    v.payer_id,
    p.name AS payer_name,
    v.invoice_number,
    v.claim_number,
    v.currency,
    to_money(v.open_amount, v.currency) AS open_amount,
    'Please ' || n.wording || ': ' || amount_text(abs(v.open_amount), v.currency) || CASE
        WHEN v.invoice_number IS NOT NULL THEN ' on ' || v.invoice_number
        WHEN v.payment_id IS NOT NULL THEN ' with payment ' || v.payment_id
        ELSE ''
    END || coalesce(' under claim ' || v.claim_number, '') || '.' AS request,
    w.owner,
    v.opened_date AS missing_since_date,
    answer_date(w.due_date) AS answer_by_date
FROM worked_disputes AS w
INNER JOIN open_disputes AS d ON d.place = w.place
INNER JOIN book_variances AS v ON v.place = w.place
INNER JOIN needed_evidence AS n ON n.dispute_subtype = d.dispute_subtype
LEFT JOIN book_payers AS p ON p.payer_id = v.payer_id
WHERE
    (d.evidence_kind <> 'documented' OR n.is_always_needed)
    AND w.recommended_action <> 'write_off'
    AND w.validity IS NULL
    AND v.status IN ('new', 'reopened', 'needs_evidence')
    AND w.document_at IS NULL
