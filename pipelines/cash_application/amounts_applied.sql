-- One row per document that tonight's postings or advice pay: what they put on it, discounts included.
-- key: document_no
SELECT
    document_no,
    sum(amount) AS amount
FROM (
    SELECT
        document_no,
        cash_amount + stated_discount AS amount
    FROM line_pieces
    WHERE document_no IS NOT NULL
    UNION ALL
    SELECT
        i.document_no,
        p.applied_amount + coalesce(p.discount_amount, 0)
    FROM night_postings AS p
    JOIN receipts AS s USING (company_code, payment_id)
    JOIN documents_in_play AS i USING (company_code, invoice_number)
    WHERE s.mode = 'full'
)
GROUP BY document_no
