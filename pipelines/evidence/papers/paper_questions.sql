-- One row per document that money named by its payer may be short of: the question whether papers explain the shortfall
-- there.
-- key: shortfall_id
SELECT
    b.shortfall_id,
    i.company_code,
    i.invoice_number,
    i.payer_id,
    i.currency,
    b.amount,
    'deduction' AS slot,
    FALSE AS is_stated,
    NULL::VARCHAR AS claim_number,
    NULL::VARCHAR AS reason_code,
    NULL::VARCHAR AS reason_text,
    NULL::VARCHAR AS stated_type,
    NULL::VARCHAR AS stated_subtype,
    s.payment_id,
    s.value_date,
    0::BIGINT AS paid_amount,
    FALSE AS is_repeat,
    NULL::BIGINT AS bank_charge,
    NULL::BIGINT AS whole_amount,
    NULL::VARCHAR[] AS part_types,
    0::BIGINT AS granted_discount,
    NULL::BIGINT AS named_documents
FROM asked AS b JOIN documents_in_play AS i USING (document_no) JOIN receipts AS s USING (receipt_no)
