-- One row per document whose tax is not that of its lines, with or without that of its freight.
-- key: document_id
WITH reckoned AS (
    SELECT *, lines_tax_amount + tax_on(coalesce(freight_amount, 0), highest_tax4) AS taxed_freight
    FROM tested_documents
    WHERE lines_tax_amount > 0 AND tax_amount IS NOT NULL
)

SELECT
    document_id, NULL AS line_number, 0 AS line_count, tax_amount AS billed_amount, lines_tax_amount AS right_amount,
    'the tax is ' || money_text(tax_amount, places) || ', but by its lines ' || money_text(lines_tax_amount, places) AS claim
FROM reckoned
WHERE NOT is_rounding_of(tax_amount, lines_tax_amount, line_count) AND NOT is_rounding_of(tax_amount, taxed_freight, line_count)
