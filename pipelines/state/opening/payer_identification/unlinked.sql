-- One row per advice or payment of a known family that nothing ties yet, numbered by side and key; not advice whose
-- bank reference some payment bears, nor the same advice sent again, nor payments of families without such advice.
-- key: number
WITH once AS (
    SELECT
        h.*,
        g.group_id
    FROM advice_heads AS h JOIN payer_groups AS g USING (payer_id)
    QUALIFY row_number() OVER (PARTITION BY g.group_id, h.content_key ORDER BY h.is_waiting, h.head_key) = 1
),

advice_alone AS (
    SELECT * FROM once AS h
    ANTI JOIN bank_candidates AS c USING (head_key)
    WHERE h.is_waiting AND h.total_amount > 0
),

both_sides AS (
    SELECT
        'advice' AS side,
        h.head_key,
        h.company_code,
        NULL::VARCHAR AS payment_id,
        h.group_id,
        h.currency,
        h.total_amount AS amount,
        h.remittance_date AS on_date,
        h.is_returned
    FROM advice_alone AS h
    UNION ALL BY NAME
    SELECT
        'payment' AS side,
        p.company_code,
        p.payment_id,
        p.group_id,
        p.currency,
        p.amount,
        p.value_date AS on_date
    FROM night_payments AS p
    ANTI JOIN bank_links AS t ON t.tied_company_code = p.company_code AND t.tied_payment_id = p.payment_id
    ANTI JOIN returned_payments AS r ON r.company_code = p.company_code AND r.payment_id = p.payment_id
    WHERE p.amount > 0 AND p.group_id IN (SELECT group_id FROM advice_alone)
)

SELECT
    row_number() OVER (ORDER BY side, company_code, payment_id, head_key) AS number,
    *
FROM both_sides
