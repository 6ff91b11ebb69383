-- One row per line of advice with a gap and way in which it may be wrong: what it should pay (null: nothing, it does
-- not belong there), and what of the gap that explains.
-- key: line_no, mend
WITH read AS (
    SELECT
        r.*,
        g.gap,
        d.due,
        i.effective_gross AS gross,
        r.discount_amount AS discount,
        r.deduction_amount AS deduction,
        earnable_on(s.value_date, i.discount_date, i.terms_discount - d.granted) AS earnable,
        count(*) FILTER (WHERE r.paid_amount > 0) OVER (PARTITION BY r.receipt_no, r.document_no) AS lines_paying_it,
        row_number() OVER same_line AS copy,
        count(*) OVER (
            PARTITION BY
                r.receipt_no, r.document_no, r.invoice_reference, r.claim_number, r.paid_amount,
                r.discount_amount, r.deduction_amount
        ) AS copies,
        max(CASE WHEN r.paid_amount >= 0 THEN r.deduction_amount ELSE 0 END) OVER (PARTITION BY r.receipt_no, r.document_no)
            AS deducted_beside
    FROM line_readings AS r
    JOIN advice_gaps AS g USING (receipt_no)
    JOIN receipts AS s USING (receipt_no)
    LEFT JOIN documents_in_play AS i USING (document_no)
    LEFT JOIN opening_balances AS d USING (document_no)
    WHERE NOT r.is_split
    WINDOW same_line AS (
        PARTITION BY
            r.receipt_no, r.document_no, r.invoice_reference, r.claim_number, r.paid_amount,
            r.discount_amount, r.deduction_amount
        ORDER BY r.line_no
    )
),

said AS (
    SELECT
        *,
        discount + deduction AS taken,
        document_no IS NOT NULL
        AND paid_amount > 0
        AND NOT is_credit
        AND paid_amount IN (invoice_amount, gross, due) AS is_gross
    FROM read
)

SELECT
    receipt_no,
    line_no,
    gap,
    copy,
    copies,
    'given_twice' AS mend,
    NULL::BIGINT AS right_amount,
    paid_amount AS explains
FROM said
WHERE copy > 1 AND paid_amount <> 0
UNION ALL
-- On the invoice's line and on a line of its own.
SELECT
    receipt_no,
    line_no,
    gap,
    copy,
    copies,
    'deducted_twice',
    NULL,
    paid_amount
FROM said
WHERE document_no IS NOT NULL AND paid_amount < 0 AND NOT is_credit AND deducted_beside = -paid_amount
UNION ALL
SELECT
    receipt_no,
    line_no,
    gap,
    copy,
    copies,
    'paid_already',
    NULL,
    paid_amount
FROM said
WHERE document_no IS NOT NULL AND paid_amount > 0 AND NOT is_credit AND due = 0
UNION ALL
SELECT
    receipt_no,
    line_no,
    gap,
    copy,
    copies,
    'deduction_not_netted',
    paid_amount - deduction,
    deduction
FROM said
WHERE is_gross AND deduction > 0
UNION ALL
SELECT
    receipt_no,
    line_no,
    gap,
    copy,
    copies,
    'discount_not_netted',
    paid_amount - discount,
    discount
FROM said
WHERE is_gross AND discount > 0
UNION ALL
SELECT
    receipt_no,
    line_no,
    gap,
    copy,
    copies,
    'not_netted',
    paid_amount - taken,
    taken
FROM said
WHERE is_gross AND discount > 0 AND deduction > 0
UNION ALL
-- What the document owes says what the line should pay.
SELECT
    receipt_no,
    line_no,
    gap,
    copy,
    copies,
    'wrong_amount',
    paid_amount - gap,
    gap
FROM said
WHERE
    document_no IS NOT NULL AND due <> 0 AND NOT is_part AND lines_paying_it <= 1 AND copies = 1
    AND CASE
        WHEN is_credit THEN paid_amount - gap = due
        ELSE
            paid_amount > 0 AND paid_amount - gap > 0
            AND paid_amount - gap IN (due - taken, due - taken - CASE WHEN discount = 0 THEN earnable ELSE 0 END)
    END
