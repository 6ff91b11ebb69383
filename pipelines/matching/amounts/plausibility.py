"""How plausible it is that a payer pays in a way, and up to how many open documents a way is looked for.

A payment may also be what no family knows: an arbitrary choice, or an invoice we do not have. `odds` says how much more
often payers pay by the family than in any such way (one invoice 2 : 1, any three 1 : 7). They are set, not learned, and
set low, for a wrong match costs more than a refused one. Were the payment such an unknown one, the family would still fit
by chance as often as its sets lie dense around the amount (*decoys*). So the odds that a fit is right are `odds` ÷
density; from 200 : 1 it is posted.

`largest`: with more documents a chance fit of the family is likely, so that it would prove nothing and only deny others;
the number of its sets grows with a power of theirs. A payment that nothing explains then is `too_many_to_combine`.
"""

from __future__ import annotations

from typing import NamedTuple

from pipelines.sql_text import literal

LEAST_ODDS = 199
"""A posted match is right at 99.5 %: the rule of the game in published benchmarks is 99.8 % over all that is posted."""
STEPS = 500
"""So far up and down decoys are counted; a step is the coarsest coin that all amounts are multiples of."""
REPEATED_SHARE = 0.2
"""Where more of a payer's open amounts than this are equal to another one, its amounts prove nothing."""


class Family(NamedTuple):
    """Odds against any unknown way to pay, and the most open documents with which the family is looked for."""

    odds: float
    largest: int


UNBOUNDED = 1_000_000
FAMILIES = {
    "one": Family(2.0, UNBOUNDED),
    "whole_account": Family(0.5, UNBOUNDED),
    "past_due": Family(0.75, UNBOUNDED),
    "due_date": Family(0.3, UNBOUNDED),
    "purchase_order": Family(0.25, UNBOUNDED),
    "store": Family(0.15, UNBOUNDED),
    "run": Family(0.5, UNBOUNDED),
    "later_run": Family(0.25, 60),
    "run_less_one": Family(0.25, 200),
    "pair": Family(0.25, 150),
    "triple": Family(0.15, 30),
}

_ODDS = " ".join(f"WHEN {literal(name)} THEN {family.odds}" for name, family in FAMILIES.items())
_LARGEST = " ".join(f"WHEN {literal(name)} THEN {family.largest}" for name, family in FAMILIES.items())

MACROS = f"""
CREATE OR REPLACE MACRO family_odds(family) AS CAST(CASE family {_ODDS} END AS DOUBLE);
CREATE OR REPLACE MACRO largest_for(family) AS CASE family {_LARGEST} END;
CREATE OR REPLACE MACRO smallest_limit() AS {min(family.largest for family in FAMILIES.values())};
CREATE OR REPLACE MACRO decoy_steps() AS {STEPS};
CREATE OR REPLACE MACRO least_odds() AS {LEAST_ODDS};
CREATE OR REPLACE MACRO repeated_share() AS {REPEATED_SHARE};
"""
