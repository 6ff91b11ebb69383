-- One row per payment that a lower gross moves back from its document, latest payment first.
-- key: document_no, receipt_no
WITH stacked AS (
    SELECT
        h.document_no,
        h.receipt_no,
        h.amount,
        r.excess - r.from_disputes - coalesce(d.amount, 0) AS wanted,
        coalesce(sum(h.amount) OVER (
            PARTITION BY h.document_no ORDER BY h.value_date DESC, h.receipt_no DESC
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0)::BIGINT AS before
    FROM placed_money AS h JOIN restated AS r USING (document_no)
    LEFT JOIN restated_discounts AS d USING (document_no)
)

SELECT
    document_no,
    receipt_no,
    least(amount, wanted - before) AS amount
FROM stacked
WHERE before < wanted
