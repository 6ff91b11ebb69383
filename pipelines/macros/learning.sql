-- How a share is learned from few cases: a group departs from the larger one as far as its own cases bear it out.
--
-- A group's bent is its surplus (hits beyond what the larger group led to expect) over its cases and a weight. The weight is
-- estimated: where groups of a kind hardly differ beyond chance it is large, and all stay with the larger one; at least it is the
-- policy's `learning_weight`. Shares and sums are decimals of six places, so that none depends on the order of rows.

-- Bounds a share: no chance is 0 or 1.
CREATE OR REPLACE MACRO chance(share) AS CAST(least(greatest(share, 0.01), 0.99) AS DECIMAL(9, 6));
-- Rounds a chance to whole per cents, which are published and calculated with, so that anyone can repeat the calculation.
CREATE OR REPLACE MACRO stated_chance(share) AS CAST(round(chance(share), 2) AS DECIMAL(9, 6));
-- Returns a number as a decimal of six places.
CREATE OR REPLACE MACRO exactly(number) AS CAST(number AS DECIMAL(38, 6));
-- Returns the squared surplus of a group.
CREATE OR REPLACE MACRO spread(hits, expected) AS exactly((CAST(hits AS DOUBLE) - CAST(expected AS DOUBLE)) ** 2);
-- The weight of groups that do not differ at all.
CREATE OR REPLACE MACRO most_weight() AS 10000;
-- Returns the weight from sums over all groups of a kind: squared surpluses, variances by chance alone, total × (total - 1),
-- totals.
CREATE OR REPLACE MACRO weight_of(spreads, variances, pairs, total) AS CASE
    WHEN coalesce(pairs, 0) = 0 OR spreads <= variances THEN most_weight()
    ELSE least(
        greatest(
            CAST(variances AS DOUBLE) / total * pairs / CAST(spreads - variances AS DOUBLE),
            getvariable('learning_weight')
        ),
        most_weight()
    )
END;
-- Returns the bent of a group.
CREATE OR REPLACE MACRO bent(hits, expected, total, weight) AS
    coalesce(CAST((hits - expected) / (total + weight) AS DECIMAL(9, 6)), 0);
