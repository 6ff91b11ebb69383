-- One row per withheld amount that equals money of the payer which we hold, where no reference ties the two: not the cause
-- yet, but what to ask about first.
-- key: shortfall_id
WITH held AS (
    SELECT
        shortfall_id,
        count(*) AS held_count,
        arg_min(CASE kind
            WHEN 'overpayment' THEN 'what payment ' || number || ' of ' || held_date || ' paid too much'
            ELSE 'our unused ' || kind || ' ' || number || ' of ' || held_date
        END, (held_date, number
        )) AS held_text
    FROM held_money
    GROUP BY shortfall_id
)

SELECT
    shortfall_id,
    'other' AS dispute_type,
    'unexplained' AS dispute_subtype,
    'other/unexplained' AS hypothesis,
    amount AS amount_explained,
    greatest(arithmetic_weight(figure_chance * held_count), scale_unexplained()) AS strength,
    FALSE AS is_documented,
    'paper' AS evidence_source,
    'our books: ' || held_text || ' is just this amount' AS basis,
    'it equals ' || held_text || ', but does not name it; please confirm that it is taken here' AS sentence
FROM held
JOIN examined_shortfalls USING (shortfall_id)
