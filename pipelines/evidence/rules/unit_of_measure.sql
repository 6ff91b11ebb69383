-- One row per withheld amount, line and known price or quantity, where the line bills a pack's price for a single unit, or
-- single units for packs: what is billed beyond one pack'th of it. Documents prove it by another price we know, or by the
-- quantity that was shipped.
-- key: shortfall_id, basis
WITH packs AS (
    SELECT
        shortfall_id,
        document_id,
        line_number,
        amount,
        figure_chance,
        line.tax4,
        line.net_amount,
        unnest([
            {
                'pack': CASE WHEN is_pack(price4, agreed4) THEN price4 // agreed4 END,
                'known': 'the agreed price ' || price_text(agreed_price, places)
            },
            {
                'pack': CASE WHEN is_pack(price4, last4) THEN price4 // last4 END,
                'known': 'the price last paid, ' || price_text(last_price, places) || ' on ' || last_number
            },
            {
                'pack': CASE WHEN is_pack(billed3, shipped3) THEN billed3 // shipped3 END,
                'known': 'the shipped quantity ' || quantity_text(shipped3)
            },
            { 'pack': described_pack, 'known': NULL }
        ], recursive := TRUE)
    FROM examined_shortfalls
    JOIN document_lines AS line USING (document_id)
    WHERE NOT is_charge AND line.net_amount > 0
),

fitting AS (
    SELECT
        *,
        net_amount - half_up(net_amount, pack) AS beyond,
        count(*) OVER (PARTITION BY shortfall_id) AS tried_count
    FROM packs
    WHERE pack IS NOT NULL
),

told AS (
    SELECT
        fitting.*,
        'line ' || line.line_number || ' (' || item || ') bills ' || quantity_text(quantity3) || ' × '
        || price_text(unit_price, places) || ', ' || pack || ' times '
        || coalesce(known, 'what one of its pack of ' || pack || ' would be') AS claim
    FROM fitting
    JOIN document_lines AS line USING (document_id, line_number)
    JOIN (
        SELECT
            shortfall_id,
            places
        FROM examined_shortfalls
    ) USING (shortfall_id)
    WHERE amount = beyond OR (fitting.tax4 > 0 AND is_rounding_of(amount, with_tax(beyond, fitting.tax4), 1))
)

SELECT
    shortfall_id,
    'billing_error' AS dispute_type,
    'arithmetic' AS dispute_subtype,
    'billing_error/arithmetic' AS hypothesis,
    amount AS amount_explained,
    CASE
        WHEN known IS NOT NULL THEN documented_weight(2 * tried_count * figure_chance)
        ELSE greatest(arithmetic_weight(2 * tried_count * figure_chance) - scale_rare(), 0)
    END AS strength,
    known IS NOT NULL AS is_documented,
    'paper' AS evidence_source,
    'unit of measure: ' || claim AS basis,
    'unit of measure: ' || claim AS sentence
FROM told
