-- One row per part of a split deduction, as the explanations read it.
-- key: shortfall_id
SELECT * FROM shortfall_questions WHERE whole_amount IS NOT NULL
