-- One row per credit memo with something unused after tonight's netting.
-- key: document_no
SELECT
    i.document_no,
    i.company_code,
    i.group_id,
    i.currency,
    i.invoice_number,
    i.normal_key,
    i.original_invoice_number,
    i.po_number,
    i.delivery_number,
    i.is_new OR i.effective_gross < i.previous_gross AS is_new,
    i.issue_date,
    -(d.due - coalesce(s.applied, 0))::BIGINT AS unused
FROM documents_in_play AS i
JOIN opening_balances AS d USING (document_no)
LEFT JOIN document_settlements AS s USING (document_no)
WHERE i.is_credit AND d.due - coalesce(s.applied, 0) < 0
