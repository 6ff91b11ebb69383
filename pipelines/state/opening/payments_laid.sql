-- One row per payment in play, tonight's version over last night's; the same content again is no news.
-- key: company_code, payment_id
WITH fresh AS (
    SELECT * EXCLUDE (source_file, source_row, raw_row, folder_date) FROM landed_payments
    EXCEPT
    SELECT * EXCLUDE (known_payer_id, payer_source, named_payer_id, unapplied_amount, unapplied_reason, candidates, arrived_date, is_live) FROM old_payments
)
SELECT
    f.*, o.known_payer_id, o.payer_source, o.named_payer_id, coalesce(o.unapplied_amount, 0) AS unapplied_amount, o.unapplied_reason,
    coalesce(o.candidates, 0) AS candidates, coalesce(o.arrived_date, getvariable('night')) AS arrived_date, true AS is_new
FROM fresh AS f LEFT JOIN old_payments AS o USING (company_code, payment_id)
UNION ALL BY NAME
SELECT o.* EXCLUDE (is_live), false AS is_new FROM old_payments AS o ANTI JOIN fresh USING (company_code, payment_id)
