-- One row per deduction that a credit memo may settle: those found tonight, and the open disputes of earlier nights.
SELECT
    found_no, NULL::VARCHAR AS variance_id, f.document_no, f.company_code, f.group_id, f.currency, f.claim_number,
    f.amount, true AS is_fresh, g.night AS opened_date
FROM found AS f, settings AS g
WHERE f.slot IN ('deduction', 'discount') AND f.amount > 0 AND NOT f.is_tolerable
UNION ALL
SELECT
    NULL, d.variance_id, d.document_no, d.company_code, coalesce(i.group_id, p.group_id, d.payer_id), d.currency,
    d.claim_number, d.open_amount, false, d.opened_date
FROM disputes AS d
LEFT JOIN items AS i USING (document_no)
LEFT JOIN night_payers AS p ON p.payer_id = d.payer_id
WHERE d.holds_document AND coalesce(d.source_mode, 'idle') <> 'full'
    AND d.variance_id NOT IN (SELECT variance_id FROM returned_variances)
    AND d.variance_id NOT IN (SELECT variance_id FROM restated_disputes)
