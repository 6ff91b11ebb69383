-- One row per line that bills a pack for a piece or a piece for a pack, by the agreed price, the last paid one, what was
-- shipped, or what the item usually costs.
WITH packs AS (
    SELECT *, unnest([
        {'has_known': is_pack(price4, agreed4), 'right_part': agreed4, 'whole': price4, 'known': 'agreed price ' || price_text(agreed_price, places)},
        {'has_known': is_pack(agreed4, price4), 'right_part': agreed4, 'whole': price4, 'known': 'agreed price ' || price_text(agreed_price, places)},
        {'has_known': is_pack(price4, last4), 'right_part': last4, 'whole': price4, 'known': 'price last paid, ' || price_text(last_price, places) || ' on ' || last_number},
        {'has_known': is_pack(last4, price4), 'right_part': last4, 'whole': price4, 'known': 'price last paid, ' || price_text(last_price, places) || ' on ' || last_number},
        {'has_known': is_pack(price4, usual4), 'right_part': usual4, 'whole': price4, 'known': 'usual price ' || price_text(usual_price, places)},
        -- What is dearer than before may be a pack; what is cheaper, that one may have been.
        {'has_known': is_pack(price4, earlier4), 'right_part': earlier4, 'whole': price4, 'known': 'price last billed, ' || price_text(earlier_price, places) || ' on ' || earlier_number},
        {'has_known': is_pack(usual4, price4), 'right_part': usual4, 'whole': price4, 'known': 'usual price ' || price_text(usual_price, places)},
        {'has_known': is_pack(billed3, shipped3), 'right_part': shipped3, 'whole': billed3, 'known': 'shipped quantity ' || quantity_text(shipped3)},
        {'has_known': is_pack(shipped3, billed3), 'right_part': shipped3, 'whole': billed3, 'known': 'shipped quantity ' || quantity_text(shipped3)}
    ], recursive := TRUE)
    FROM tested_lines
    WHERE NOT is_charge AND net_amount > 0
)

SELECT
    document_id, line_number, 1 AS line_count, taxed_amount AS billed_amount,
    taxed_amount - with_tax(net_amount - half_up(net_amount * right_part, whole), tax4) AS right_amount,
    'line ' || line_number || ' (' || item || ') bills ' || quantity_text(quantity3) || ' × ' || price_text(unit_price, places)
    || CASE WHEN whole > right_part THEN ', ' || whole // right_part || ' times the ' ELSE ', one ' || right_part // whole || 'th of the ' END
    || known AS claim
FROM packs
WHERE has_known
QUALIFY row_number() OVER (PARTITION BY document_id, line_number ORDER BY starts_with(known, 'price last billed'), known) = 1
