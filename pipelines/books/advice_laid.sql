-- One row per line of advice in play; a changed advice replaces all lines of its earlier version.
WITH landed AS (SELECT * EXCLUDE (source_file, source_row, raw_row, folder_date) FROM landed_remittances),
previous AS (
    SELECT * EXCLUDE (tied_company_code, tied_payment_id, is_used, arrived_date, is_live) FROM old_advice
    SEMI JOIN landed ON landed.payer_id IS NOT DISTINCT FROM old_advice.payer_id
        AND landed.remittance_id = old_advice.remittance_id
),
changed AS (
    SELECT DISTINCT payer_id, remittance_id
    FROM ((SELECT * FROM landed EXCEPT SELECT * FROM previous) UNION ALL (SELECT * FROM previous EXCEPT SELECT * FROM landed))
)
SELECT
    l.*, NULL::VARCHAR AS tied_company_code, NULL::VARCHAR AS tied_payment_id, false AS is_used,
    getvariable('night') AS arrived_date, true AS is_new
FROM landed AS l
SEMI JOIN changed AS c ON c.payer_id IS NOT DISTINCT FROM l.payer_id AND c.remittance_id = l.remittance_id
UNION ALL BY NAME
SELECT o.* EXCLUDE (is_live), false AS is_new FROM old_advice AS o
ANTI JOIN changed AS c ON c.payer_id IS NOT DISTINCT FROM o.payer_id AND c.remittance_id = o.remittance_id
