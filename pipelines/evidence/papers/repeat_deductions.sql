-- One row per shortfall and cause for which its payer took the very amount before, on other documents: how often, and
-- where last.
-- key: shortfall_id, dispute_type, dispute_subtype
SELECT
    s.shortfall_id,
    v.dispute_type,
    v.dispute_subtype,
    count(*) AS case_count,
    arg_max(coalesce(v.invoice_number, v.claim_number), (v.opened_date, v.variance_id)) AS last_number,
    max(v.opened_date) AS last_date
FROM shortfalls AS s
JOIN disputes AS v
    ON
        v.payer_id = s.payer_id AND v.currency = s.currency AND v.amount = s.amount
        AND v.invoice_number IS DISTINCT FROM s.invoice_number AND v.payment_id IS DISTINCT FROM s.payment_id
WHERE
    s.amount > 0 AND v.slot = 'deduction' AND v.opened_date IS NOT NULL
    AND v.dispute_type <> 'duplicate' AND v.dispute_subtype <> 'unexplained'
GROUP BY ALL
