-- Macros of the evidence scale, over the macros `scale_<field>()`.
-- What arithmetic weighs that a random amount meets with this chance, in parts per million.
CREATE OR REPLACE TEMP MACRO arithmetic_weight(chance) AS
    round(least(scale_arithmetic_most(), -log2(least(1000000, greatest(chance, 1)) / 1000000)), 1);
-- The same where a document of ours names the figure.
CREATE OR REPLACE TEMP MACRO documented_weight(chance) AS
    greatest(arithmetic_weight(chance), scale_arithmetic_least()) + scale_document();
-- The same where every document has such a figure, right or wrong.
CREATE OR REPLACE TEMP MACRO usual_weight(chance) AS documented_weight(chance) - scale_usual();
