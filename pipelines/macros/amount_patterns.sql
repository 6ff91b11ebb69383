-- How plausible it is that a payer pays by a pattern of amounts, and with how many open documents the pattern is looked for.
--
-- A payment may also follow no pattern: an arbitrary choice, or an invoice that we do not have. The odds say how much more often
-- payers pay by the pattern than in any such way (one invoice 2 : 1, any three 1 : 7). They are set, not learned, and set low,
-- for a wrong match costs more than a refused one. Were the payment arbitrary, the pattern would still fit by chance as often as
-- its sets lie dense around the amount (decoys). So the odds that a fit is right are the pattern's odds ÷ density.

-- Returns the odds of a pattern against an arbitrary payment.
CREATE OR REPLACE MACRO family_odds(family) AS CAST(CASE family
    WHEN 'one' THEN 2.0
    WHEN 'whole_account' THEN 0.5
    WHEN 'past_due' THEN 0.75
    WHEN 'due_date' THEN 0.3
    WHEN 'purchase_order' THEN 0.25
    WHEN 'store' THEN 0.15
    WHEN 'run' THEN 0.5
    WHEN 'later_run' THEN 0.25
    WHEN 'run_less_one' THEN 0.25
    WHEN 'pair' THEN 0.25
    WHEN 'triple' THEN 0.15
END AS DOUBLE);
-- Returns the most open documents with which a pattern is looked for. With more, a chance fit is likely, so that it would prove
-- nothing and only deny others; the number of sets grows with a power of theirs.
CREATE OR REPLACE MACRO largest_for(family) AS CASE family
    WHEN 'later_run' THEN 60
    WHEN 'run_less_one' THEN 200
    WHEN 'pair' THEN 150
    WHEN 'triple' THEN 30
    ELSE 1000000
END;
-- The least of those limits; a payment that nothing explains beyond it is `too_many_to_combine`.
CREATE OR REPLACE MACRO smallest_limit() AS largest_for('triple');
-- Steps up and down in which decoys are counted; a step is the coarsest coin that all amounts are multiples of.
CREATE OR REPLACE MACRO decoy_steps() AS 500;
-- Odds above which a fit is posted: 200 : 1 is right at 99.5 %.
CREATE OR REPLACE MACRO least_odds() AS 199;
-- Share of a payer's open amounts that are equal to another one beyond which its amounts prove nothing.
CREATE OR REPLACE MACRO repeated_share() AS 0.2;
