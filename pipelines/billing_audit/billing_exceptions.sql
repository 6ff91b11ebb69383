-- One row per document of tonight and fault.
-- key: company_code, invoice_number, fault
WITH summed AS (
    SELECT
        document_id, fault, sum(line_count)::BIGINT AS line_count,
        sum(billed_amount) AS billed_amount, sum(right_amount) AS right_amount,
        array_to_string(list(claim ORDER BY line_number, claim)[:3], '; ')
        || CASE WHEN count(*) > 3 THEN '; and ' || count(*) - 3 || ' more' ELSE '' END AS claims
    FROM faults
    -- The arithmetic of a rule, and its words, are null beyond the numbers that it compares: such a line is not tested.
    WHERE right_amount IS NOT NULL AND claim IS NOT NULL
    GROUP BY document_id, fault
)

SELECT
    company_code,
    invoice_number,
    payer_id,
    currency,
    fault,
    to_total(billed_amount - right_amount, currency) AS amount,
    to_total(billed_amount, currency) AS billed_amount,
    to_total(right_amount, currency) AS right_amount,
    summed.line_count,
    invoice_number || ' bills ' || money_text(abs(billed_amount - right_amount), places) || ' ' || currency
    || CASE WHEN billed_amount > right_amount THEN ' too much: ' ELSE ' too little: ' END || claims || '.' AS explanation
FROM summed
JOIN tested_documents USING (document_id)
WHERE billed_amount <> right_amount
