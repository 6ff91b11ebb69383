-- One row per line of advice, tier and key that its references may be read as; a key is a number, or for a slip an amount.
WITH keys AS (
    SELECT line_no, 1 AS tier, invoice_reference AS key FROM advice_lines
    UNION ALL SELECT line_no, 2, normal_reference(invoice_reference) FROM advice_lines
    UNION ALL SELECT line_no, 3, digits_of(invoice_reference) FROM advice_lines WHERE length(digits_of(invoice_reference)) >= 4
    UNION ALL
    SELECT line_no, 4, 'P' || normal_reference(reference)
    FROM (SELECT line_no, unnest([invoice_reference, po_reference]) AS reference FROM advice_lines)
    UNION ALL SELECT line_no, 5, 'D' || normal_reference(invoice_reference) FROM advice_lines
    UNION ALL
    SELECT line_no, 6, right(regexp_replace(invoice_reference, '[^0-9]', '', 'g'), 4)
    FROM advice_lines WHERE length(regexp_replace(invoice_reference, '[^0-9]', '', 'g')) >= 4
    UNION ALL
    SELECT line_no, 7, normal_reference(claim)
    FROM (SELECT line_no, unnest([claim_number, invoice_reference]) AS claim FROM advice_lines)
    UNION ALL
    -- A slip of the pen is looked for among documents of the very amount only.
    SELECT line_no, 8, amount::VARCHAR
    FROM (
        SELECT line_no, unnest([invoice_amount, paid_amount + discount_amount + deduction_amount]) AS amount
        FROM advice_lines WHERE length(normal_reference(invoice_reference)) >= 5 AND paid_amount >= 0
    )
    WHERE amount > 0
    UNION ALL
    SELECT line_no, 8, 'V' || -paid_amount FROM advice_lines
    WHERE length(normal_reference(invoice_reference)) >= 5 AND paid_amount < 0
)
SELECT DISTINCT line_no, tier, key FROM keys WHERE key IS NOT NULL AND key NOT IN ('', 'P', 'D')
