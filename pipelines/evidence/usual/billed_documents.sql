-- One row per bill at hand of a payer some document of which is looked into: what is usual for it is read off these.
-- key: company_code, invoice_number
SELECT
    company_code,
    invoice_number,
    payer_id,
    currency,
    freight_amount
FROM documents_in_play
WHERE document_type = 'invoice' AND NOT coalesce(is_cancelled, FALSE) AND payer_id IN (SELECT payer_id FROM documents)
