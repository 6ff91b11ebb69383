-- One row per document in play, tonight's version over last night's, with its ledger as of last night.
-- key: company_code, invoice_number
SELECT
    l.* EXCLUDE (source_file, source_row, raw_row, folder_date, refusal),
    coalesce(o.allocated_amount, 0) AS allocated_amount,
    coalesce(o.discount_granted_amount, 0) AS discount_granted_amount,
    coalesce(o.credited_amount, 0) AS credited_amount,
    coalesce(o.written_off_amount, 0) AS written_off_amount,
    coalesce(o.disputed_amount, 0) AS disputed_amount,
    o.first_paid_date,
    normal_reference(l.invoice_number) AS normal_key,
    digits_of(l.invoice_number) AS digit_key,
    o.twin_invoice_number,
    coalesce(o.arrived_date, getvariable('night')) AS arrived_date,
    getvariable('night') AS settled_date,
    coalesce(k.lines_key, o.lines_key) AS lines_key,
    CASE WHEN coalesce(l.is_cancelled, false) THEN 0 ELSE l.gross_amount END AS effective_gross,
    CASE WHEN o.is_cancelled THEN 0 ELSE o.gross_amount END AS previous_gross,
    o.invoice_number IS NULL AS is_new,
    true AS is_landed
FROM landed_documents AS l
LEFT JOIN old_documents AS o USING (company_code, invoice_number)
LEFT JOIN document_line_keys AS k USING (company_code, invoice_number)
WHERE l.refusal IS NULL
UNION ALL BY NAME
SELECT
    o.* EXCLUDE (is_live) REPLACE (coalesce(k.lines_key, o.lines_key) AS lines_key),
    CASE WHEN o.is_cancelled THEN 0 ELSE o.gross_amount END AS effective_gross,
    CASE WHEN o.is_cancelled THEN 0 ELSE o.gross_amount END AS previous_gross,
    false AS is_new,
    k.lines_key IS NOT NULL AS is_landed
FROM old_documents AS o
LEFT JOIN document_line_keys AS k USING (company_code, invoice_number)
WHERE NOT EXISTS (
    SELECT 1 FROM landed_documents AS l
    WHERE l.company_code = o.company_code AND l.invoice_number = o.invoice_number AND l.refusal IS NULL
)
