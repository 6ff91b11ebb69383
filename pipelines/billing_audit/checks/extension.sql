-- One row per line whose amount is not quantity × price.
-- key: document_id, line_number
SELECT
    document_id, line_number, 1 AS line_count, taxed_amount AS billed_amount,
    taxed_amount - part_with_tax(net_amount - extension, rate_amount, tax4) AS right_amount,
    'line ' || line_number || ' (' || item || ') bills ' || money_text(net_amount, places) || ', but '
    || quantity_text(quantity3) || ' × ' || price_text(unit_price, places) || ' is ' || money_text(extension, places) AS claim
FROM tested_lines
-- A line may be rounded the other way.
WHERE abs(net_amount - extension) > 1
