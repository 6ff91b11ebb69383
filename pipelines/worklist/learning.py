"""How a share is learned from few cases: a group departs from the larger one as far as its own cases bear it out.

A group's bent is its surplus, what came out beyond what the larger group led to expect, over its cases and a weight. The
weight is estimated: where groups of a kind hardly differ beyond chance it is large, and all stay with the larger one;
at least it is the policy's `learning_weight`. What does **not** belong here: which groups there are (`learned_*.sql`).
"""

from __future__ import annotations

MOST_WEIGHT = 10_000
"""Groups that do not differ at all: nobody departs from the larger one."""

MACROS = f"""
CREATE OR REPLACE MACRO chance(share) AS CAST(least(greatest(share, 0.01), 0.99) AS DECIMAL(9, 6));
CREATE OR REPLACE MACRO stated_chance(share) AS CAST(round(chance(share), 2) AS DECIMAL(9, 6));
CREATE OR REPLACE MACRO exactly(number) AS CAST(number AS DECIMAL(38, 6));
CREATE OR REPLACE MACRO spread(hits, expected) AS exactly((CAST(hits AS DOUBLE) - CAST(expected AS DOUBLE)) ** 2);
CREATE OR REPLACE MACRO weight_of(spreads, variances, pairs, total) AS
    CASE
        WHEN coalesce(pairs, 0) = 0 OR spreads <= variances THEN {MOST_WEIGHT}
        ELSE least(greatest(
            CAST(variances AS DOUBLE) / total * pairs / CAST(spreads - variances AS DOUBLE),
            getvariable('learning_weight')
        ), {MOST_WEIGHT})
    END;
CREATE OR REPLACE MACRO bent(hits, expected, total, weight) AS
    coalesce(CAST((hits - expected) / (total + weight) AS DECIMAL(9, 6)), 0);
"""
"""`weight_of`: sums over all groups of a kind: squared surpluses, variances by chance alone, total × (total - 1), totals.
Shares and sums are decimals of six places, so that none depends on the order of rows. No chance is ever 0 or 1.
`stated_chance`: what is shown is whole per cents, and all that is reckoned with it, so that everyone can reckon it again."""
