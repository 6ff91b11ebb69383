-- One row per document and credit memo that gets back what a lower gross no longer needs of it, latest memo first.
WITH rest AS (
    SELECT r.document_no, r.excess - r.from_disputes - coalesce(d.amount, 0) - coalesce(m.amount, 0) AS amount
    FROM restated AS r
    LEFT JOIN restated_discounts AS d USING (document_no)
    LEFT JOIN (SELECT document_no, sum(amount)::BIGINT AS amount FROM restated_money GROUP BY ALL) AS m USING (document_no)
), wanted AS (
    SELECT r.document_no, i.company_code, i.invoice_number, i.po_number, least(r.amount, i.credited_amount) AS amount
    FROM rest AS r JOIN items AS i USING (document_no)
    WHERE r.amount > 0 AND i.credited_amount > 0
), used AS (
    SELECT w.document_no, w.amount, m.document_no AS credit_no, -m.credited_amount AS used, m.issue_date
    FROM wanted AS w JOIN items AS m ON m.company_code = w.company_code AND m.original_invoice_number = w.invoice_number
    WHERE m.is_credit AND m.credited_amount < 0
    UNION ALL
    SELECT w.document_no, w.amount, m.document_no, -m.credited_amount, m.issue_date
    FROM wanted AS w JOIN items AS m ON m.company_code = w.company_code AND m.po_number = w.po_number
    WHERE m.is_credit AND m.credited_amount < 0 AND m.original_invoice_number IS DISTINCT FROM w.invoice_number
), stacked AS (
    SELECT *, coalesce(sum(used) OVER (
        PARTITION BY document_no ORDER BY issue_date DESC, credit_no DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ), 0)::BIGINT AS before
    FROM used
)
SELECT document_no, credit_no, least(used, amount - before) AS amount FROM stacked WHERE before < amount
