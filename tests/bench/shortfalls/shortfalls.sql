-- One row per document's shortfall: two units with tax, one unit, a whole line, the tax, the freight, 5 %, or anything.
SELECT
    n AS shortfall_id, d.company_code, d.invoice_number, payer_id, currency, 'deduction' AS slot, TRUE AS is_stated,
    'PAY-' || n // 5 AS payment_id, DATE '2026-02-04' AS value_date, FALSE AS is_repeat,
    CASE WHEN n % 3 = 0 THEN 'X1' END AS reason_code, CASE WHEN n % 3 = 0 THEN 'short_ship' END AS stated_type,
    CASE WHEN n % 3 = 0 THEN 'quantity' END AS stated_subtype, CASE WHEN n % 7 = 0 THEN 'SHORT DELIVERED' END AS reason_text,
    greatest(CASE hash(n, 7) % 9
        WHEN 0 THEN CAST(unit_price * 240 AS BIGINT)
        WHEN 1 THEN CAST(unit_price * 100 AS BIGINT)
        WHEN 2 THEN net_amount
        WHEN 3 THEN tax_amount
        WHEN 4 THEN freight_amount
        WHEN 5 THEN goods_amount * 5 // 100
        ELSE 137 + hash(n, 9) % 20000 END, 1)::BIGINT AS amount
FROM documents AS d
JOIN (SELECT n, unit_price, net_amount FROM lines WHERE line_number = 1) USING (n)
