-- One row per difference of tonight that wants a cause, as the explanations read it.
-- key: shortfall_id
SELECT
    f.difference_no AS shortfall_id,
    f.company_code,
    f.invoice_number,
    f.payer_id,
    f.currency,
    f.amount,
    f.slot,
    f.is_stated,
    f.claim_number,
    f.reason_code,
    f.reason_text,
    c.stated_type,
    c.stated_subtype,
    f.payment_id,
    f.value_date,
    f.paid_amount,
    f.is_repeat,
    nullif(f.cut_amount, 0) AS bank_charge,
    f.whole_amount,
    f.part_types,
    coalesce(b.granted::BIGINT, d.granted + h.granted, 0) AS granted_discount,
    b.documents AS named_documents
FROM differences AS f
LEFT JOIN opening_balances AS d ON d.document_no = f.document_no
LEFT JOIN document_settlements AS h ON h.document_no = f.document_no
LEFT JOIN bundles AS b ON b.receipt_no = f.receipt_no AND f.claim_key = 'bundle'
LEFT JOIN (
    SELECT DISTINCT
        line_no,
        stated_type,
        stated_subtype
    FROM line_outcomes
) AS c
    ON c.line_no = f.line_no AND f.reason_code IS NOT NULL
WHERE
    NOT f.is_tolerable AND f.slot <> 'earned_discount'
    AND f.difference_no NOT IN (SELECT difference_no FROM settled_by_credit)
