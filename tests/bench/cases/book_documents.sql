-- One row per document of a dispute.
SELECT '1000' AS company_code, 'INV-' || lpad(n::VARCHAR, 9, '0') AS invoice_number, 'invoice' AS document_type,
    'P' || (n * n + 7) % getvariable('payers') AS payer_id, getvariable('night') - 170 AS issue_date,
    getvariable('night') - 140 AS due_date, 'GBP' AS currency, 1000000 AS gross_amount,
    1000000 - (200 + (n * 7919) % 90000) AS allocated_amount, 0 AS discount_granted_amount, 0 AS credited_amount,
    0 AS written_off_amount, 200 + (n * 7919) % 90000 AS disputed_amount, 'S' || n % 9 AS ship_to_id,
    '' || n AS normal_key, '' || n AS digit_key, getvariable('night') - 170 AS arrived_date,
    getvariable('night') - 140 AS settled_date, TRUE AS is_live
FROM range(getvariable('disputes')) AS t(n)
