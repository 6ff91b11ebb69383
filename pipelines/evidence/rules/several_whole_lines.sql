-- One row per withheld amount and set of two or three whole lines, of more, which no proof of delivery shows missing.
-- key: shortfall_id, basis
WITH goods AS (
    SELECT
        shortfall_id,
        document_id,
        amount,
        figure_chance,
        said_type,
        line_number,
        line.net_amount,
        line.taxed_amount,
        coalesce(line.item_missing3 <= 0, FALSE) AS is_received,
        count(*) OVER (PARTITION BY shortfall_id) AS goods_count,
        coalesce(quantity_text(quantity3) || ' × ', '') || item AS goods_text
    FROM examined_shortfalls
    JOIN document_lines AS line USING (document_id)
    WHERE
        NOT is_charge AND line.net_amount > 0 AND line_count > 2
        AND (missing3 IS NULL OR missing3 < quantity3)
),

sets AS (
    SELECT
        one.shortfall_id,
        one.amount,
        one.figure_chance,
        one.said_type,
        one.goods_count,
        one.is_received OR two.is_received AS is_received,
        one.net_amount + two.net_amount AS net_sum,
        one.taxed_amount + two.taxed_amount AS taxed_sum,
        two.line_number AS last_number,
        'lines ' || one.line_number || ' and ' || two.line_number AS numbers,
        one.goods_text || ' and ' || two.goods_text AS goods_text,
        2 AS line_count
    FROM goods AS one
    JOIN goods AS two ON two.shortfall_id = one.shortfall_id AND one.line_number < two.line_number
    -- Of very many lines two always come to something.
    WHERE one.goods_count BETWEEN 3 AND 40 AND one.net_amount + two.net_amount <= one.amount
),

fitting AS (
    SELECT * FROM sets
    UNION ALL
    SELECT
        sets.* REPLACE (
            sets.is_received OR three.is_received AS is_received,
            net_sum + three.net_amount AS net_sum,
            taxed_sum + three.taxed_amount AS taxed_sum,
            'lines ' || ltrim(replace(numbers, ' and ', ', '), 'lines ') || ' and ' || three.line_number AS numbers,
            sets.goods_text || ' and ' || three.goods_text AS goods_text,
            3 AS line_count
        )
    FROM sets
    JOIN goods AS three ON three.shortfall_id = sets.shortfall_id AND three.line_number > sets.last_number
    WHERE sets.goods_count BETWEEN 4 AND 20 AND net_sum + three.net_amount <= sets.amount
)

SELECT
    shortfall_id,
    'short_ship' AS dispute_type,
    CASE WHEN is_received THEN 'damaged_or_returned' ELSE 'missing_line' END AS dispute_subtype,
    'short_ship/' || CASE WHEN is_received THEN 'damaged_or_returned' ELSE 'missing_line' END AS hypothesis,
    amount AS amount_explained,
    greatest(arithmetic_weight(figure_chance * CASE line_count
        WHEN 2 THEN goods_count * (goods_count - 1)
        ELSE goods_count * (goods_count - 1) * (goods_count - 2) // 3
    END)
    - CASE WHEN said_type = 'short_ship' THEN 0 ELSE scale_rare() END, 0) AS strength,
    FALSE AS is_documented,
    'arithmetic' AS evidence_source,
    'arithmetic: the whole of '
    || numbers
    || ', '
    || goods_text
    || CASE WHEN amount = net_sum THEN '' ELSE ', with tax' END AS basis,
    'it equals the whole of ' || numbers || ', ' || goods_text || CASE WHEN amount = net_sum THEN '' ELSE ', with tax' END
    || CASE
        WHEN is_received THEN ', which the delivery shows as received; please send the papers of the return'
        ELSE ', but no proof of delivery of ours shows this; please send yours'
    END AS sentence
FROM fitting
WHERE line_count < goods_count AND (amount = net_sum OR amount = taxed_sum)
