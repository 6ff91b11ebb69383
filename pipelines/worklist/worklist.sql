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
    x.is_audit_sample,
    to_money(x.expected_recovery, v.currency) AS expected_recovery,
    x.invalid_probability,
    x.invalid_cases,
    x.recovery_probability,
    x.recovery_cases,
    x.payer_cases,
    r.tier AS priority_tier,
    CASE
        WHEN r.tier = 1 THEN 'The window closes in ' || r.days_left || ' days: '
        WHEN r.tier = 3 THEN 'Parked until the window opens on ' || r.window_opens || ': '
        WHEN r.tier = 4 THEN 'The window closed ' || -r.days_left || ' days ago: '
        WHEN r.tier = 5 THEN 'Within the limits of a write-off: '
        ELSE ''
    END || CASE
        WHEN v.open_amount < 0 THEN 'money that we hold, nothing to recover'
        ELSE amount_text(x.expected_recovery, v.currency) || ' = ' || amount_text(v.open_amount, v.currency)
            || ' × ' || CAST(round(x.invalid_probability * 100, 0) AS INTEGER) || ' % payer wrong (' || x.invalid_cases
            || ' cases like it, ' || x.payer_cases || ' of this payer) × '
            || CAST(round(x.recovery_probability * 100, 0) AS INTEGER) || ' % recovered (' || x.recovery_cases
            || ' cases) − ' || amount_text(x.working_cost, v.currency) || ' to work it'
    END || CASE
        WHEN r.shared_count > 1 THEN '; worked with ' || r.shared_count - 1 || ' more of one cause'
        ELSE ''
    END || CASE WHEN x.is_audit_sample THEN '; small, but drawn for the audit sample' ELSE '' END AS priority_reason,
    v.status,
    r.owner,
    r.validity,
    r.attempt_count,
    r.reopened_count,
    r.link,
    r.linked_dispute_id,
    v.opened_date,
    getvariable('night') - v.opened_date AS age_days,
    r.due_date,
    r.window_opens,
    r.window_closes,
    v.last_activity_at,
    c.root_cause_id,
    getvariable('policy_version') AS policy_version
FROM worked_disputes AS r
INNER JOIN variances AS v ON v.variance_id = r.variance_id
INNER JOIN valued_disputes AS x ON x.variance_id = r.variance_id
LEFT JOIN payers AS p ON p.payer_id = v.payer_id
LEFT JOIN caused_disputes AS c ON c.variance_id = r.variance_id
