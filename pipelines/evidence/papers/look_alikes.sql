-- One row per document withheld whole and earlier document of its payer that bills the same lines or the same total.
-- key: company_code, invoice_number, other_number
WITH whole AS (
    SELECT DISTINCT
        d.company_code,
        d.payer_id,
        d.currency,
        d.invoice_number,
        d.issue_date,
        d.gross_amount,
        d.lines_key,
        d.delivery_number,
        d.po_number
    FROM documents AS d JOIN shortfalls AS s USING (company_code, invoice_number)
    WHERE s.amount IN (d.gross_amount, d.gross_amount - coalesce(d.terms_discount, 0)) AND d.gross_amount > 0
),

alike AS (
    SELECT
        w.*,
        e.invoice_number AS other_number,
        e.issue_date AS other_date,
        e.delivery_number AS other_delivery,
        e.po_number AS other_order,
        e.gross_amount AS other_gross,
        e.lines_key AS other_lines_key,
        e.is_cancelled
    FROM whole AS w
    JOIN documents_in_play AS e USING (company_code, payer_id, currency, lines_key)
    WHERE e.document_type = 'invoice'
    UNION
    SELECT
        w.*,
        e.invoice_number,
        e.issue_date,
        e.delivery_number,
        e.po_number,
        e.gross_amount,
        e.lines_key,
        e.is_cancelled
    FROM whole AS w
    JOIN documents_in_play AS e USING (company_code, payer_id, currency, gross_amount)
    WHERE e.document_type = 'invoice'
)

SELECT
    company_code,
    invoice_number,
    other_number,
    other_date,
    coalesce(lines_key = other_lines_key, FALSE) AS is_same_lines,
    gross_amount = other_gross AS is_same_total,
    delivery_number = other_delivery AS is_same_delivery,
    po_number = other_order AS is_same_order
FROM alike
WHERE (other_date, other_number) < (issue_date, invoice_number) AND NOT coalesce(is_cancelled, FALSE)
