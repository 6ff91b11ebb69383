-- One row per open dispute.
SELECT
    r.priority,
    v.variance_id AS dispute_id,
    v.company_code,
    v.invoice_number,
    v.payment_id,
    v.claim_number,
    v.payer_id,
    p.name AS payer_name,
    v.currency,
    to_money(v.original_amount, v.currency) AS original_amount,
    to_money(v.open_amount, v.currency) AS open_amount,
    to_money(v.credited_amount, v.currency) AS credited_amount,
    to_money(v.repaid_amount, v.currency) AS repaid_amount,
    to_money(v.written_off_amount, v.currency) AS written_off_amount,
    to_money(v.withdrawn_amount, v.currency) AS withdrawn_amount,
    v.dispute_type,
    v.dispute_subtype,
    v.stated_type,
    v.is_contested,
    v.confidence,
    coalesce(
        v.explanation,
        'Difference of ' || amount_text(v.original_amount, v.currency) || ' without an explanation yet.'
    ) AS explanation,
    coalesce(v.evidence, []) AS evidence,
    x.recommended_action,
    to_money(x.expected_recovery, v.currency) AS expected_recovery,
    v.status,
    coalesce(v.owner, nullif(trim(p.collector), ''), getvariable('default_owner')) AS owner,
    v.opened_date,
    getvariable('night') - v.opened_date AS age_days,
    v.opened_date + CAST(getvariable('dispute_due_days') AS INTEGER) AS due_date,
    w.window_opens,
    w.window_closes,
    v.last_activity_at,
    c.root_cause_id
FROM ranked_disputes AS r
INNER JOIN variances AS v ON v.variance_id = r.variance_id
INNER JOIN valued_disputes AS x ON x.variance_id = r.variance_id
LEFT JOIN payers AS p ON p.payer_id = v.payer_id
LEFT JOIN case_windows AS w ON w.variance_id = r.variance_id
LEFT JOIN root_causes AS c ON c.variance_id = r.variance_id
