-- One row per source, document and claim: what earlier nights put there; rows of advice that needs no
-- money and is no source tonight may repeat.
WITH applied AS (
    SELECT
        *,
        -- Rows of advice that needs no money bear its key before their own, parted by a line break.
        CASE
            WHEN payment_id IS NULL THEN split_part(claim_key, chr(10), 1) || chr(10)
            ELSE concat_ws(chr(10), company_code, payment_id)
        END AS source_key
    FROM night_applications
    WHERE amount <> 0 OR discount_amount <> 0
)

SELECT
    s.receipt_no,
    i.document_no,
    CASE WHEN a.payment_id IS NULL THEN split_part(a.claim_key, chr(10), 2) ELSE a.claim_key END AS claim_key,
    a.amount,
    a.discount_amount,
    a.is_posted,
    a.method,
    a.applied_date,
    a.company_code,
    a.payment_id,
    a.invoice_number,
    a.value_date
FROM applied AS a
LEFT JOIN receipts AS s USING (source_key)
LEFT JOIN documents_in_play AS i ON i.company_code = a.company_code AND i.invoice_number = a.invoice_number
