-- One row per payment of tonight that takes an earlier one back, with the one it takes back.
SELECT
    r.source_no, o.source_no AS original_no, -r.amount AS amount,
    CASE WHEN o.is_new THEN o.amount ELSE o.unapplied_amount END AS unapplied_before,
    -r.amount >= o.amount AS is_whole
FROM sources AS r
JOIN sources AS o ON o.company_code = r.company_code AND o.payment_id = r.reverses_payment_id AND o.currency = r.currency
WHERE r.mode = 'reversal' AND (r.is_new OR r.unapplied_amount <> 0)
