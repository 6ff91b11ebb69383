-- One row per document, tier and key by which payers may call it: number, letters and digits, digits, order, delivery,
-- last digits, claim; what a variance says (claim, amount) bears the source that it comes from, for advice does not
-- explain itself.
-- key: document_no, tier, key, receipt_no?
WITH document_keys AS (
    SELECT
        document_no,
        tier_of('exact') AS tier,
        invoice_number AS key,
        NULL::INTEGER AS receipt_no
    FROM documents_in_play
    UNION ALL
    SELECT
        document_no,
        tier_of('normalised'),
        normal_key,
        NULL
    FROM documents_in_play
    UNION ALL
    SELECT
        document_no,
        tier_of('digits'),
        digit_key,
        NULL
    FROM documents_in_play
    WHERE length(digit_key) >= 4
    UNION ALL
    SELECT
        document_no,
        tier_of('order'),
        'P' || normal_reference(po_number),
        NULL
    FROM documents_in_play
    WHERE po_number IS NOT NULL
    UNION ALL
    SELECT
        document_no,
        tier_of('delivery'),
        'D' || normal_reference(delivery_number),
        NULL
    FROM documents_in_play
    WHERE delivery_number IS NOT NULL
    UNION ALL
    SELECT
        document_no,
        tier_of('last_digits'),
        right(all_digits, 4),
        NULL
    FROM documents_in_play
    WHERE length(all_digits) >= 4
    UNION ALL
    SELECT DISTINCT
        document_no,
        tier_of('claim'),
        normal_reference(claim_number),
        receipt_no
    FROM disputes
    WHERE claim_number IS NOT NULL AND document_no IS NOT NULL
    UNION ALL
    -- The payment whose money is held because of the document.
    SELECT DISTINCT
        d.document_no,
        tier_of('claim'),
        'H' || normal_reference(unnest([p.payment_id, p.bank_reference])),
        d.receipt_no
    FROM disputes AS d JOIN night_payments AS p USING (company_code, payment_id)
    WHERE d.slot = 'overpayment' AND d.open_amount < 0 AND d.document_no IS NOT NULL
    UNION ALL
    -- What a payer would pay: the whole, what is left, or either less the discount.
    SELECT DISTINCT
        document_no,
        tier_of('slip'),
        unnest([
            i.effective_gross, s.due, i.effective_gross - i.terms_discount, s.due - greatest(i.terms_discount - s.granted, 0)
        ])::VARCHAR,
        NULL
    FROM documents_in_play AS i JOIN opening_balances AS s USING (document_no)
    WHERE i.effective_gross > 0 AND s.due > 0
    UNION ALL
    SELECT DISTINCT
        document_no,
        tier_of('slip'),
        'V' || amount,
        receipt_no
    FROM disputes
    WHERE document_no IS NOT NULL AND slot = 'deduction'
    UNION ALL
    SELECT
        document_no,
        tier_of('slip'),
        'P' || normal_reference(po_number),
        NULL
    FROM documents_in_play
    WHERE po_number IS NOT NULL
)

SELECT
    k.document_no,
    i.pool,
    k.tier,
    k.key,
    k.receipt_no
FROM document_keys AS k JOIN documents_in_play AS i USING (document_no)
