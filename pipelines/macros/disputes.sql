-- On what the type of a dispute rests, and how old it is: the features by which resolved cases tell about open ones.

-- Tells whether papers show the type, and nothing else fits so well that its confidence falls below 0.8.
CREATE OR REPLACE MACRO is_documented(confidence, evidence_source) AS
    coalesce(confidence >= 0.8 AND evidence_source = 'paper', FALSE);
-- Returns contested, documented, doubtful (papers, but rivals), stated (the payer's word), arithmetic or none.
CREATE OR REPLACE MACRO evidence_kind(is_contested, confidence, evidence_source) AS CASE
    WHEN is_contested THEN 'contested'
    WHEN is_documented(confidence, evidence_source) THEN 'documented'
    WHEN evidence_source = 'paper' THEN 'doubtful'
    WHEN evidence_source = 'payer' THEN 'stated'
    WHEN evidence_source = 'arithmetic' THEN 'arithmetic'
    ELSE 'none'
END;
-- Returns the first day of an age's band; what is known of older cases is known of the youngest day of their band.
CREATE OR REPLACE MACRO age_band(days) AS CASE
    WHEN days >= 120 THEN 120
    WHEN days >= 60 THEN 60
    WHEN days >= 30 THEN 30
    WHEN days >= 14 THEN 14
    WHEN days >= 7 THEN 7
    WHEN days >= 0 THEN 0
END;
-- Returns the day by which somebody is to answer: `answer_days` from the night, or the day the case is due if that is later.
CREATE OR REPLACE MACRO answer_date(due_date) AS
    greatest(due_date, getvariable('night') + CAST(getvariable('answer_days') AS INTEGER));
-- Writes an amount of the reporting currency.
CREATE OR REPLACE MACRO reporting_text(amount) AS amount_text(
    to_minor(CAST(amount AS DECIMAL(24, 6)), CAST(getvariable('reporting_currency') AS VARCHAR)),
    CAST(getvariable('reporting_currency') AS VARCHAR)
);
