-- One row per open dispute.
SELECT md5('dispute ' || n) AS variance_id, '1000' AS company_code, 'INV-' || lpad(n::VARCHAR, 9, '0') AS invoice_number,
    'PAY-' || n // 3 AS payment_id, 'R' || n // 3 AS remittance_id, 1 AS remittance_line_number,
    CASE WHEN n % 3 = 0 THEN 'CL-' || n END AS claim_number, 'deduction' AS slot, 1 AS rank,
    'P' || (n * n + 7) % getvariable('payers') AS payer_id, 'GBP' AS currency,
    200 + (n * 7919) % 90000 AS amount,
    'dispute' AS outcome, s.dispute_type, s.dispute_subtype,
    0.5 + (n % 50) / 100 AS confidence, 2 AS explanation_count,
    [{'hypothesis': s.dispute_type || '/' || s.dispute_subtype, 'amount': ((200 + (n * 7919) % 90000) / 100)::DECIMAL(18, 3),
        'basis': 'arithmetic and proof of delivery POD' || n || ': 8 of 10 × SKU-' || n % 4000 || ' received'},
     {'hypothesis': 'other/unexplained', 'amount': NULL, 'basis': 'tried: all that there is'}] AS evidence,
    'Deduction on INV-' || n || ': 2 of 10 × SKU-' || n % 4000 || ' at 4.10 not received according to POD' || n || '.'
        AS explanation,
    n % 2 = 0 AS is_stated, CASE WHEN n % 2 = 0 THEN 'C' || n % 40 END AS reason_code, NULL AS reason_text,
    NULL AS stated_type, NULL AS stated_subtype, n % 29 = 0 AS is_contested,
    200 + (n * 7919) % 90000 AS original_amount, 200 + (n * 7919) % 90000 AS open_amount, 0 AS credited_amount,
    0 AS repaid_amount, 0 AS written_off_amount, 0 AS withdrawn_amount,
    getvariable('night') - (n % 150)::INTEGER AS opened_date, ['new', 'needs_evidence', 'with_customer'][1 + n % 3] AS status,
    CASE WHEN n % 5 = 0 THEN 'owner ' || n % 20 END AS owner, NULL AS last_activity_at,
    getvariable('night') - (n % 150)::INTEGER AS changed_date, TRUE AS is_live
FROM range(getvariable('disputes')) AS t(n) JOIN subtypes AS s ON s.place = n % getvariable('subtypes')
