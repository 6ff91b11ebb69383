-- One row per shortfall and money of the same family that we hold in just its amount: an unused credit memo, or an
-- overpayment of a payment; rows may repeat, where one payment has several.
WITH family_shortfalls AS (
    SELECT
        s.shortfall_id,
        s.company_code,
        s.currency,
        s.amount,
        coalesce(i.group_id, p.group_id, s.payer_id) AS group_id
    FROM shortfalls AS s
    LEFT JOIN documents AS i USING (company_code, invoice_number)
    LEFT JOIN night_payers AS p ON p.payer_id = s.payer_id
    WHERE s.amount > 0
)

SELECT
    a.shortfall_id,
    'credit memo' AS kind,
    i.invoice_number AS number,
    i.issue_date AS held_date
FROM family_shortfalls AS a
JOIN documents_in_play AS i USING (company_code, currency, group_id)
JOIN opening_balances AS d ON d.document_no = i.document_no AND d.due = -a.amount
WHERE
    i.is_credit AND i.document_no NOT IN (SELECT document_no FROM advised_credits)
UNION ALL
SELECT
    a.shortfall_id,
    'overpayment',
    v.payment_id,
    v.opened_date
FROM family_shortfalls AS a
JOIN disputes AS v USING (company_code, currency, group_id)
WHERE v.slot = 'overpayment' AND v.open_amount = -a.amount AND v.payment_id IS NOT NULL
