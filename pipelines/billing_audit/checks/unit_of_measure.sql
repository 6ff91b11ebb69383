-- One row per line that bills a pack for a piece or a piece for a pack: by the agreed price or what was shipped; or by what the
-- item cost before, where that is so many times as much that no sale or rise of prices explains it, or its words name the pack.
-- key: document_id, line_number
WITH likely AS (
    -- Hardly a line is: only those get words.
    SELECT * FROM tested_lines
    WHERE NOT is_charge AND net_amount > 0 AND (
        is_pack(price4, agreed4) OR is_pack(agreed4, price4) OR is_pack(billed3, shipped3) OR is_pack(shipped3, billed3)
        OR is_pack(price4, last4) OR is_pack(last4, price4) OR is_pack(price4, usual4) OR is_pack(usual4, price4)
        OR is_pack(price4, earlier4)
    )
),

packs AS (
    SELECT *, unnest([
        {'right_part': agreed4, 'whole': price4, 'is_paper': TRUE, 'may_fall': TRUE, 'known': 'agreed price ' || price_text(agreed_price, places)},
        {'right_part': shipped3, 'whole': billed3, 'is_paper': TRUE, 'may_fall': TRUE, 'known': 'shipped quantity ' || quantity_text(shipped3)},
        {'right_part': last4, 'whole': price4, 'is_paper': FALSE, 'may_fall': TRUE, 'known': 'price last paid, ' || price_text(last_price, places) || ' on ' || last_number},
        {'right_part': usual4, 'whole': price4, 'is_paper': FALSE, 'may_fall': TRUE, 'known': 'usual price ' || price_text(usual_price, places)},
        -- What is dearer than before may be a pack; what is cheaper, that one may have been.
        {'right_part': earlier4, 'whole': price4, 'is_paper': FALSE, 'may_fall': FALSE, 'known': 'price last billed, ' || price_text(earlier_price, places) || ' on ' || earlier_number}
    ], recursive := TRUE)
    FROM likely
),

compared AS (
    SELECT *, greatest(whole, right_part) // least(whole, right_part) AS pack
    FROM packs
    WHERE is_pack(whole, right_part) OR (may_fall AND is_pack(right_part, whole))
)

SELECT
    document_id, line_number, 1 AS line_count, taxed_amount AS billed_amount,
    taxed_amount - part_with_tax(net_amount - half_up(net_amount * right_part, whole), rate_amount, tax4) AS right_amount,
    'line ' || line_number || ' (' || item || ') bills ' || quantity_text(quantity3) || ' × ' || price_text(unit_price, places)
    || CASE WHEN whole > right_part THEN ', ' || pack || ' times the ' ELSE ', 1/' || pack || ' of the ' END
    || known AS claim
FROM compared
WHERE is_paper OR pack >= getvariable('least_pack') OR pack = described_pack
QUALIFY row_number() OVER (PARTITION BY document_id, line_number ORDER BY is_paper DESC, may_fall DESC, known) = 1
