-- One row per unused credit memo and key of a deduction it may settle: original invoice, claim, order or delivery.
-- key: credit_no, key_rank, key
WITH candidate_keys AS (
    SELECT document_no AS credit_no, 1 AS key_rank, original_invoice_number AS key FROM open_credits
    UNION ALL SELECT document_no, 2, normal_reference(original_invoice_number) FROM open_credits
    UNION ALL SELECT document_no, 2, normal_key FROM open_credits
    UNION ALL SELECT document_no, 2, normal_reference(po_number) FROM open_credits
    UNION ALL SELECT document_no, 3, 'P' || po_number FROM open_credits
    UNION ALL SELECT document_no, 3, 'D' || delivery_number FROM open_credits
)
SELECT DISTINCT * FROM candidate_keys WHERE key IS NOT NULL AND key <> ''
