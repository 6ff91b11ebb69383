-- One row per dispute at hand (open, or closed not long ago), with its owner and how it came out. Money in decimals.
-- key: variance_id
SELECT
    v.variance_id,
    v.payer_id,
    v.dispute_type,
    v.currency,
    coalesce(v.owner, lead.owner, k.rule_owner, nullif(trim(p.collector), ''), getvariable('default_owner')) AS owner,
    v.opened_date,
    k.closed_date,
    to_money(v.original_amount, v.currency) AS original_amount,
    -- Money paid too much is none, nor is a wrong posting of ours.
    v.original_amount > 0 AND v.slot <> 'misapplied' AS is_deduction,
    to_money(v.repaid_amount, v.currency) AS repaid_amount,
    to_money(v.written_off_amount, v.currency) AS written_off_amount,
    k.outcome,
    coalesce(k.outcome IN ('recovered', 'lost'), FALSE)
    OR (k.outcome IS NULL AND coalesce(k.validity = 'invalid', FALSE)) AS is_invalid
FROM book_variances AS v
LEFT JOIN book_cases AS k ON k.dispute_id = v.variance_id
LEFT JOIN leading_owners AS lead ON lead.dispute_id = v.variance_id
LEFT JOIN book_payers AS p ON p.payer_id = v.payer_id
WHERE v.opened_date IS NOT NULL
