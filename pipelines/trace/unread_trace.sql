-- One row per memo, or reference of a line of advice, that was not read to its end, and how much of it was.
-- key: receipt_no, payer_id?, remittance_id?, line_number?
SELECT
    receipt_no,
    NULL::VARCHAR AS payer_id,
    NULL::VARCHAR AS remittance_id,
    NULL::INTEGER AS line_number,
    read_part(g.read_count, g.number_count) AS reference,
    s.amount AS wanted_amount
FROM long_memos AS g JOIN receipts AS s USING (receipt_no) JOIN advice_money AS m USING (receipt_no)
WHERE NOT s.has_advice AND m.money > 0
UNION ALL
SELECT
    l.receipt_no,
    l.payer_id,
    l.remittance_id,
    l.line_number,
    read_part(0, g.number_count),
    l.paid_amount
FROM long_references AS g JOIN advice_lines AS l USING (line_no)
