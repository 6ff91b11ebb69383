-- One row per line of advice in play, or share of it where several payments share a line; a changed advice replaces all lines
-- of its earlier version. A line without a bank reference is about that of its advice, if that names only one.
-- key: payer_id?, remittance_id, line_number, share_number
WITH landed AS (SELECT * EXCLUDE (source_file, source_row, raw_row, folder_date) FROM landed_remittances),
previous AS (
    SELECT * EXCLUDE (share_number, tied_company_code, tied_payment_id, is_used, mended_amount, mend, arrived_date, is_live) REPLACE (
        sum(paid_amount) OVER shares AS paid_amount, sum(discount_amount) OVER shares AS discount_amount,
        sum(deduction_amount) OVER shares AS deduction_amount)
    FROM old_advice
    SEMI JOIN landed ON landed.payer_id IS NOT DISTINCT FROM old_advice.payer_id
        AND landed.remittance_id = old_advice.remittance_id
    WINDOW shares AS (PARTITION BY payer_id, remittance_id, line_number)
    QUALIFY row_number() OVER (PARTITION BY payer_id, remittance_id, line_number ORDER BY share_number) = 1
),
told_before AS (
    SELECT * FROM landed SEMI JOIN previous
        ON previous.payer_id IS NOT DISTINCT FROM landed.payer_id AND previous.remittance_id = landed.remittance_id
),
changed AS (
    SELECT DISTINCT payer_id, remittance_id
    FROM ((SELECT * FROM told_before EXCEPT SELECT * FROM previous) UNION ALL (SELECT * FROM previous EXCEPT SELECT * FROM told_before))
    UNION ALL
    SELECT DISTINCT payer_id, remittance_id FROM landed ANTI JOIN previous
        ON previous.payer_id IS NOT DISTINCT FROM landed.payer_id AND previous.remittance_id = landed.remittance_id
), laid AS (
    SELECT
        l.*, 1 AS share_number, NULL::VARCHAR AS tied_company_code, NULL::VARCHAR AS tied_payment_id, false AS is_used,
        NULL::BIGINT AS mended_amount, NULL::VARCHAR AS mend, getvariable('night') AS arrived_date, true AS is_new
    FROM landed AS l
    SEMI JOIN changed AS c ON c.payer_id IS NOT DISTINCT FROM l.payer_id AND c.remittance_id = l.remittance_id
    UNION ALL BY NAME
    SELECT o.* EXCLUDE (is_live), false AS is_new FROM old_advice AS o
    ANTI JOIN changed AS c ON c.payer_id IS NOT DISTINCT FROM o.payer_id AND c.remittance_id = o.remittance_id
), keyed AS (
    SELECT payer_id, remittance_id, min(nullif(normal_reference(bank_reference), '')) AS bank_key
    FROM laid GROUP BY payer_id, remittance_id
    HAVING min(nullif(normal_reference(bank_reference), '')) = max(nullif(normal_reference(bank_reference), ''))
), filled AS (
    SELECT l.*, coalesce(nullif(normal_reference(l.bank_reference), ''), k.bank_key, '') AS bank_key
    FROM laid AS l LEFT JOIN keyed AS k ON k.payer_id IS NOT DISTINCT FROM l.payer_id AND k.remittance_id = l.remittance_id
)
SELECT *, concat_ws(chr(10), coalesce(payer_id, ''), remittance_id, bank_key) AS head_key FROM filled
