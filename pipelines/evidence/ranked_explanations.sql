-- One row per explanation, with the weight and place of its cause: the order of the evidence.
-- key: shortfall_id, position
SELECT
    explanation.*,
    place,
    row_number() OVER (
        PARTITION BY shortfall_id
        ORDER BY place, rule IN ('payer_code', 'payer_words'), explanation.strength DESC, rule, basis
    ) AS position
FROM explanations AS explanation
JOIN causes USING (shortfall_id, dispute_type, dispute_subtype)
