-- The evidence scale: weights in bits. Values and reasons are in data/reference/policy.toml; each session has its own.

-- Weight that any cause must beat.
CREATE OR REPLACE MACRO scale_unexplained() AS CAST(getvariable('evidence_scale').unexplained AS DOUBLE);
-- The most that arithmetic alone weighs.
CREATE OR REPLACE MACRO scale_arithmetic_most() AS CAST(getvariable('evidence_scale').arithmetic_most AS DOUBLE);
-- The least that arithmetic weighs where a document names the figure.
CREATE OR REPLACE MACRO scale_arithmetic_least() AS CAST(getvariable('evidence_scale').arithmetic_least AS DOUBLE);
-- A document of ours that names the figure.
CREATE OR REPLACE MACRO scale_document() AS CAST(getvariable('evidence_scale').document AS DOUBLE);
-- A cause that is proven by what it is, not by a calculation.
CREATE OR REPLACE MACRO scale_identical() AS CAST(getvariable('evidence_scale').identical AS DOUBLE);
-- A deduction that was taken or credited before.
CREATE OR REPLACE MACRO scale_repeated() AS CAST(getvariable('evidence_scale').repeated AS DOUBLE);
-- The payer's code alone.
CREATE OR REPLACE MACRO scale_code() AS CAST(getvariable('evidence_scale').code AS DOUBLE);
-- The payer's code for another subtype of the same type.
CREATE OR REPLACE MACRO scale_code_same_type() AS CAST(getvariable('evidence_scale').code_same_type AS DOUBLE);
-- The payer's words alone.
CREATE OR REPLACE MACRO scale_words() AS CAST(getvariable('evidence_scale').words AS DOUBLE);
-- Words that repeat the code.
CREATE OR REPLACE MACRO scale_words_with_code() AS CAST(getvariable('evidence_scale').words_with_code AS DOUBLE);
-- The payer took the same amount before, elsewhere, for this cause.
CREATE OR REPLACE MACRO scale_habit() AS CAST(getvariable('evidence_scale').habit AS DOUBLE);
-- Taken off a stated shortage that the proof of delivery refutes.
CREATE OR REPLACE MACRO scale_refuted() AS CAST(getvariable('evidence_scale').refuted AS DOUBLE);
-- Taken off causes that payers seldom have without saying so.
CREATE OR REPLACE MACRO scale_rare() AS CAST(getvariable('evidence_scale').rare AS DOUBLE);
-- Taken off tax, freight and terms, which every document has.
CREATE OR REPLACE MACRO scale_usual() AS CAST(getvariable('evidence_scale').usual AS DOUBLE);
-- The most that a calculation without a document weighs against a code for another type.
CREATE OR REPLACE MACRO scale_against_code() AS CAST(getvariable('evidence_scale').against_code AS DOUBLE);
-- Two causes that are no further apart are a tie.
CREATE OR REPLACE MACRO scale_tie() AS CAST(getvariable('evidence_scale').tie AS DOUBLE);
-- The highest confidence of an inference.
CREATE OR REPLACE MACRO scale_confidence_most() AS CAST(getvariable('evidence_scale').confidence_most AS DOUBLE);
-- How much more often a random amount is a whole number of currency units.
CREATE OR REPLACE MACRO scale_round_weight() AS CAST(getvariable('evidence_scale').round_weight AS BIGINT);
-- How much more often it is a multiple of five units.
CREATE OR REPLACE MACRO scale_very_round_weight() AS CAST(getvariable('evidence_scale').very_round_weight AS BIGINT);
-- The largest percentage that is tested.
CREATE OR REPLACE MACRO scale_percent_most() AS CAST(getvariable('evidence_scale').percent_most AS BIGINT);
-- Rows kept in the evidence list.
CREATE OR REPLACE MACRO scale_evidence_rows() AS CAST(getvariable('evidence_scale').evidence_rows AS BIGINT);

-- Returns what arithmetic weighs that a random amount meets with this chance, in parts per million.
CREATE OR REPLACE MACRO arithmetic_weight(chance) AS
    round(least(scale_arithmetic_most(), -log2(least(1000000, greatest(chance, 1)) / 1000000)), 1);
-- Returns the same where a document of ours names the figure.
CREATE OR REPLACE MACRO documented_weight(chance) AS
    greatest(arithmetic_weight(chance), scale_arithmetic_least()) + scale_document();
-- Returns the same where every document has such a figure, right or wrong.
CREATE OR REPLACE MACRO usual_weight(chance) AS documented_weight(chance) - scale_usual();
