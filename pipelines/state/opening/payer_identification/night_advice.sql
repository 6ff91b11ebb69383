-- One row per line of advice in play (or share of it) with the payment that it belongs to, if that has come, and the
-- group that sent it.
-- key: payer_id?, remittance_id, line_number, share_number
WITH whole AS (
    SELECT
        a.* REPLACE (
            CASE
                WHEN t.tied_payment_id IS NOT NULL OR NOT (h.is_waiting AND NOT h.is_returned)
                    THEN coalesce(t.tied_company_code, a.tied_company_code)
            END AS tied_company_code,
            CASE
                WHEN t.tied_payment_id IS NOT NULL OR NOT (h.is_waiting AND NOT h.is_returned)
                    THEN coalesce(t.tied_payment_id, a.tied_payment_id)
            END AS tied_payment_id
        ),
        t.tied_payment_id IS NOT NULL AND (t.tied_payment_id IS DISTINCT FROM a.tied_payment_id) AS is_newly_tied,
        coalesce(t.is_presumed, FALSE) AS is_presumed
    FROM advice_laid AS a
    JOIN advice_heads AS h USING (head_key)
    LEFT JOIN remittance_links AS t ON t.head_key = a.head_key AND t.places = 1
    WHERE a.head_key NOT IN (SELECT head_key FROM shared_lines)
),

shared AS (
    SELECT
        a.* REPLACE (
            s.tied_company_code AS tied_company_code, s.tied_payment_id AS tied_payment_id, s.share_number AS share_number,
            s.paid_amount AS paid_amount,
            CASE WHEN s.is_last THEN a.discount_amount END AS discount_amount,
            CASE WHEN s.is_last THEN a.deduction_amount END AS deduction_amount
        ),
        TRUE AS is_newly_tied,
        FALSE AS is_presumed
    FROM rejoined_lines AS a JOIN line_shares AS s USING (head_key, line_number)
)

SELECT
    a.* EXCLUDE (head_key, bank_key),
    coalesce(g.group_id, a.payer_id, p.group_id) AS group_id
FROM (
    FROM whole
    UNION ALL
    FROM shared
) AS a
LEFT JOIN payer_groups AS g ON g.payer_id = a.payer_id
LEFT JOIN night_payments AS p ON p.company_code = a.tied_company_code AND p.payment_id = a.tied_payment_id
