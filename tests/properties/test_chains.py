"""Chains of what payers, banks and clerks do to one account, side by side: every cent is kept after every night."""

from __future__ import annotations

from hypothesis import Phase, given, settings

from tests.properties.chains import histories
from tests.properties.side_by_side import Chain, run, shrink

NIGHTS = 4
PAYERS = 450
"""A night costs nearly the same for one payer and for a hundred: one example of many payers."""


# Shrinking goes side by side as well, so Hypothesis only draws.
@settings(max_examples=1, derandomize=True, deadline=None, database=None, phases=[Phase.generate])
@given(histories(PAYERS, NIGHTS))
def test_every_cent_is_kept(chains: list[Chain]) -> None:
    broken = run(chains, NIGHTS)
    assert not broken, "\n".join(map(str, shrink(broken[:3])))
