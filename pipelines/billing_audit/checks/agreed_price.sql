-- One row per line billed above the price agreed on the document's date.
-- key: document_id, line_number
SELECT
    document_id, line_number, 1 AS line_count, taxed_amount AS billed_amount,
    taxed_amount - part_with_tax(net_amount - extended(quantity3, agreed4, divisor), rate_amount, tax4) AS right_amount,
    quantity_text(quantity3) || ' × ' || item || ' billed at ' || price_text(unit_price, places) || ' instead of '
    || price_text(agreed_price, places) || ' agreed from ' || agreed_from AS claim
FROM tested_lines
WHERE price4 > agreed4 AND quantity3 > 0 AND NOT is_pack(price4, agreed4) AND NOT is_pack(agreed4, price4)
    -- A line that does not add up is told once.
    AND abs(net_amount - extension) <= 1
