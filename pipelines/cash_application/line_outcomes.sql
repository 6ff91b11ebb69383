-- One row per line of advice and document (or none), as it is read, or as it should read where the money says that it
-- is wrong.
-- key: line_no, document_no?, cash_amount
WITH mended AS (
    SELECT
        receipt_no,
        mend,
        unnest(lines) AS line_no,
        unnest(right_amounts) AS right_amount
    FROM advice_corrections
    WHERE ways = 1
)

SELECT
    r.* REPLACE (
        CASE WHEN m.mend IS NULL THEN r.paid_amount ELSE coalesce(m.right_amount, 0) END AS paid_amount,
        CASE WHEN m.mend IS NULL THEN r.cash_amount ELSE coalesce(m.right_amount, 0) END AS cash_amount,
        CASE WHEN m.mend IS NOT NULL AND m.right_amount IS NULL THEN 'left_out' ELSE r.status END AS status,
        CASE WHEN m.mend IS NULL OR m.right_amount IS NOT NULL THEN r.document_no END AS document_no,
        CASE WHEN m.mend IS NULL OR m.right_amount IS NOT NULL THEN r.discount_amount ELSE 0 END AS discount_amount,
        CASE WHEN m.mend IS NULL OR m.right_amount IS NOT NULL THEN r.deduction_amount ELSE 0 END AS deduction_amount,
        CASE WHEN m.mend IS NULL OR m.right_amount IS NOT NULL THEN r.moved_discount ELSE 0 END AS moved_discount
    ),
    m.mend,
    CASE WHEN m.mend IS NOT NULL THEN coalesce(m.right_amount, 0) END AS mended_amount
FROM line_readings AS r LEFT JOIN mended AS m USING (receipt_no, line_no)
