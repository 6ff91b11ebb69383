-- One row per line of advice that its payment falls short of, with no line to blame: a document said to be paid in
-- full, and what would be withheld, did the gap lie there.
-- key: line_no
SELECT
    row_number() OVER (ORDER BY r.receipt_no, r.line_no) AS shortfall_id,
    r.receipt_no,
    r.line_no,
    r.document_no,
    r.paid_amount - m.gap AS right_amount,
    m.gap AS amount
FROM line_readings AS r
JOIN advice_corrections AS m USING (receipt_no)
JOIN documents_in_play AS i USING (document_no)
JOIN opening_balances AS d USING (document_no)
WHERE
    m.ways = 0 AND m.gap > 0 AND r.paid_amount > m.gap AND NOT r.is_credit AND NOT r.is_split AND NOT r.is_part
    AND r.deduction_amount = 0 AND r.paid_amount + r.discount_amount IN (i.effective_gross, d.due)
