-- One row per document whose total is not its lines, tax and freight.
-- key: document_id
WITH reckoned AS (
    SELECT *, lines_amount + coalesce(tax_amount, lines_tax_amount) + coalesce(freight_amount, 0) AS right_amount
    FROM tested_documents
)

SELECT
    document_id, NULL AS line_number, 0 AS line_count, gross_amount AS billed_amount, right_amount,
    'the total is ' || money_text(gross_amount, places) || ', but lines, tax and freight come to '
    || money_text(right_amount, places) AS claim
FROM reckoned
WHERE NOT is_rounding_of(gross_amount, right_amount, line_count)
