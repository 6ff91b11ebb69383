-- One row per variance in play, with the numbers of its document and source; `closed` is what credits, money or people
-- settled.
-- key: variance_id
SELECT
    v.*,
    coalesce(i.group_id, p.group_id, v.payer_id) AS group_id,
    i.document_no,
    s.receipt_no,
    s.mode AS receipt_mode,
    v.credited_amount + v.repaid_amount + v.written_off_amount AS closed_amount,
    v.outcome = 'dispute' AND v.open_amount > 0 AND v.slot <> 'misapplied' AS holds_document
FROM standing_variances AS v
LEFT JOIN documents_in_play AS i ON i.company_code = v.company_code AND i.invoice_number = v.invoice_number
LEFT JOIN night_payers AS p ON p.payer_id = v.payer_id
LEFT JOIN variance_receipts AS s USING (variance_id)
WHERE v.outcome <> 'withdrawn'
