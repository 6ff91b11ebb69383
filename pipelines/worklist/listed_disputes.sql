-- One row per open dispute: what is not, word for word, in the row of its variance, which stands at `place`.
-- key: place
SELECT
    r.place,
    r.priority,
    p.name AS payer_name,
    to_money(v.original_amount, v.currency) AS original_amount,
    to_money(v.open_amount, v.currency) AS open_amount,
    to_money(v.credited_amount, v.currency) AS credited_amount,
    to_money(v.repaid_amount, v.currency) AS repaid_amount,
    to_money(v.written_off_amount, v.currency) AS written_off_amount,
    to_money(v.withdrawn_amount, v.currency) AS withdrawn_amount,
    coalesce(
        v.explanation,
        'Difference of ' || amount_text(v.original_amount, v.currency) || ' without an explanation yet.'
    ) AS explanation,
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
        WHEN v.dispute_subtype = 'misapplied_cash' THEN 'a posting to put right, nothing to recover'
        ELSE
            amount_text(x.expected_recovery, v.currency) || ' = ' || amount_text(v.open_amount, v.currency)
            || ' × ' || CAST(round(x.invalid_probability * 100, 0) AS INTEGER) || ' % payer wrong (' || CASE
                WHEN x.granted_amount IS NULL
                    THEN x.invalid_cases || ' cases like it, ' || x.payer_cases || ' of this payer'
                ELSE 'so judged by people'
            END || ') × ' || CAST(round(x.recovery_probability * 100, 0) AS INTEGER) || ' % recovered (' || x.recovery_cases
            || ' cases) − ' || amount_text(x.working_cost, v.currency) || ' to work it'
    END || CASE
        WHEN v.currency = getvariable('reporting_currency') OR x.expected_recovery = 0 THEN ''
        WHEN x.rate IS NULL THEN '; last of its kind, for the policy has no rate for ' || v.currency
        ELSE '; at ' || rtrim(rtrim(CAST(x.rate AS VARCHAR), '0'), '.') || ' that is ' || reporting_text(x.ranked_value)
    END || CASE WHEN r.urgency > 1 THEN '; × ' || r.urgency || ', for the window closes' ELSE '' END || CASE
        WHEN r.shared_count > 1
            THEN
                '; ranked with ' || r.shared_count - 1 || ' more of one cause, together '
                || coalesce(reporting_text(r.shared_value), 'of unknown worth')
        ELSE ''
    END || CASE WHEN x.is_audit_sample THEN '; small, but drawn for the audit sample' ELSE '' END AS priority_reason,
    r.owner,
    r.validity,
    to_money(x.granted_amount, v.currency) AS granted_amount,
    r.attempt_count,
    r.reopened_count,
    r.link,
    r.linked_dispute_id,
    getvariable('night') - v.opened_date AS age_days,
    r.due_date,
    r.window_opens,
    r.window_closes,
    c.root_cause_id,
    getvariable('policy_version') AS policy_version
FROM worked_disputes AS r
INNER JOIN book_variances AS v ON v.place = r.place
INNER JOIN valued_disputes AS x ON x.place = r.place
LEFT JOIN book_payers AS p ON p.payer_id = v.payer_id
LEFT JOIN caused_disputes AS c ON c.place = r.place
