-- One row per document withheld whole (but for its terms' discount) that bills what an earlier document billed.
-- key: shortfall_id
SELECT
    shortfall_id,
    'duplicate' AS dispute_type,
    'invoice' AS dispute_subtype,
    'duplicate/invoice' AS hypothesis,
    amount AS amount_explained,
    scale_identical() AS strength,
    TRUE AS is_documented,
    'paper' AS evidence_source,
    'documents: the same payer, delivery or order, and lines as ' || twin_invoice_number AS basis,
    'it bills the same '
    || coalesce('delivery ' || delivery_number, 'order ' || po_number, 'lines') || ' as ' || twin_invoice_number
        AS sentence
FROM examined_shortfalls
WHERE
    twin_invoice_number IS NOT NULL AND gross_amount > 0
    AND amount IN (gross_amount, gross_amount - coalesce(terms_discount, 0))
