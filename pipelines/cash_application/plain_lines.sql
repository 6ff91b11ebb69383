-- One row per line of advice that pays, whose reference, read as a number, leads only to documents that have the amount
-- it states; and such a document at the closest tier. No farther reading can win, so none is tried.
-- key: line_no, document_no
WITH hits AS (
    SELECT DISTINCT
        k.line_no,
        d.document_no,
        k.tier,
        s.due,
        s.due
        - least(earnable_on(o.value_date, i.discount_date, i.terms_discount - s.granted), greatest(s.due, 0)) AS net_due,
        i.effective_gross > 0 AND states_amount(
            l.paid_amount, l.paid_amount + l.discount_amount + l.deduction_amount, l.invoice_amount,
            i.effective_gross, s.due, i.terms_discount
        ) AS agrees
    FROM number_keys AS k
    JOIN advice_lines AS l USING (line_no)
    JOIN receipts AS o USING (receipt_no)
    JOIN item_keys AS d ON d.pool = k.pool AND d.tier = k.key_tier AND d.key = k.key
    JOIN documents_in_play AS i
        ON
            i.document_no = d.document_no AND i.group_id = l.group_id AND i.currency = l.currency
            AND (l.company_code IS NULL OR i.company_code = l.company_code)
    JOIN opening_balances AS s ON s.document_no = i.document_no
    WHERE l.paid_amount > 0
),

plain AS (
    SELECT
        line_no,
        min(tier) AS tier
    FROM hits
    GROUP BY line_no
    HAVING bool_and(agrees)
)

SELECT h.* FROM hits AS h JOIN plain USING (line_no, tier)
