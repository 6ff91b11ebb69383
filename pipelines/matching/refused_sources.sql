-- One row per source whose advice cannot be used as it stands, with the reason.
SELECT m.source_no, 'conflict' AS reason
FROM advice_money AS m JOIN sources AS s USING (source_no), settings AS t
WHERE NOT m.is_moneyless AND m.beyond_money > 0
    AND (m.beyond_money > to_minor(t.bank_charge_limit, s.currency) OR m.beyond_money * 5 > m.advised_amount)
UNION
SELECT o.source_no, CASE WHEN bool_or(o.status = 'ambiguous') THEN 'ambiguous' ELSE 'not_found' END
FROM line_outcomes AS o
LEFT JOIN standing AS d USING (document_no)
JOIN sources AS s USING (source_no)
WHERE s.is_moneyless AND (o.status IN ('ambiguous', 'not_found') OR (NOT o.is_credit AND o.cash_amount > d.due))
    AND o.paid_amount <> 0
GROUP BY o.source_no
