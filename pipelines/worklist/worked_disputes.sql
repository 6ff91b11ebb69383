-- One row per open dispute: who works it, by when, and what is recommended; what its row, its requests and its
-- statement share.
-- key: place
SELECT
    r.place,
    r.tier,
    r.days_left,
    r.shared_count,
    r.urgency,
    r.shared_value,
    r.priority,
    r.window_opens,
    r.window_closes,
    x.recommended_action,
    x.granted_amount,
    coalesce(
        v.owner, lead.owner, k.rule_owner, nullif(trim(p.collector), ''), getvariable('default_owner')
    ) AS owner,
    coalesce(u.due_date, v.opened_date + CAST(getvariable('dispute_due_days') AS INTEGER)) AS due_date,
    k.validity,
    coalesce(k.attempt_count, 0) AS attempt_count,
    coalesce(k.reopened_count, 0) AS reopened_count,
    k.document_at,
    k.link,
    k.linked_dispute_id
FROM ranked_disputes AS r
INNER JOIN book_variances AS v ON v.place = r.place
INNER JOIN valued_disputes AS x ON x.place = r.place
LEFT JOIN book_cases AS k ON k.dispute_id = v.variance_id
LEFT JOIN leading_owners AS lead ON lead.dispute_id = v.variance_id
LEFT JOIN book_payers AS p ON p.payer_id = v.payer_id
LEFT JOIN case_due_dates AS u ON u.place = r.place
