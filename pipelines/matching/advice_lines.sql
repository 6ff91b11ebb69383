-- One row per line of advice that may have effect tonight, with its source; a discount put in the deduction column is one.
SELECT
    row_number() OVER (ORDER BY s.source_no, a.payer_id, a.remittance_id, a.line_number)::INTEGER AS line_no,
    s.source_no, s.company_code, s.group_id, s.currency, a.remittance_id, a.line_number, a.payer_id, a.remittance_date,
    coalesce(a.payer_id, s.payer_id) AS coding_payer_id,
    a.invoice_reference, a.po_reference, nullif(trim(a.claim_number), '') AS claim_number,
    a.reason_code, a.reason_text, a.invoice_amount, a.paid_amount,
    coalesce(a.discount_amount, 0) AS discount_amount,
    coalesce(a.deduction_amount, 0) AS deduction_amount
FROM night_advice AS a
JOIN sources AS s ON CASE
    WHEN s.is_moneyless THEN a.tied_payment_id IS NULL AND a.remittance_id = s.remittance_id
        AND a.payer_id IS NOT DISTINCT FROM s.payer_id
    ELSE a.tied_company_code = s.company_code AND a.tied_payment_id = s.payment_id
END
WHERE s.mode = 'full' OR (s.mode = 'retry' AND NOT a.is_used)
