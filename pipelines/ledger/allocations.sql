-- One row per piece of a payment put on a document (or taken off it) tonight, as it is published.
-- key: allocation_id
SELECT
    md5(concat_ws(
        '|', coalesce(i.company_code, s.company_code, c.company_code), coalesce(s.payment_id, ''),
        coalesce(s.remittance_id, ''), coalesce(i.invoice_number, ''), r.claim_key, r.method, getvariable('night'),
        -- The number of an advice is its payer's own; a payment's is not.
        CASE WHEN s.payment_id IS NULL THEN s.payer_id END
    ))
        AS allocation_id,
    coalesce(i.company_code, s.company_code, c.company_code) AS company_code,
    s.payment_id,
    i.invoice_number,
    coalesce(i.payer_id, s.payer_id, '') AS payer_id,
    s.currency,
    to_money(r.amount, s.currency) AS amount,
    to_money(r.discount_amount, s.currency) AS discount_amount,
    r.method,
    r.confidence,
    coalesce(r.remittance_id, s.remittance_id) AS remittance_id,
    r.remittance_line_number,
    r.claim_number
FROM allocation_changes AS r
JOIN receipts AS s USING (receipt_no)
LEFT JOIN documents_in_play AS i USING (document_no)
LEFT JOIN (
    SELECT
        group_id,
        min(company_code) AS company_code
    FROM documents_in_play
    GROUP BY ALL
) AS c ON c.group_id = s.group_id
