"""The tiers of matching: the ways to read a reference, each a row with all that queries ask of it.

Queries call the macros of topic `tiers`: `tier_of('order')`, `tier_name(tier)`, `tier_confidence(tier)` and one macro a trait, as
`is_near_tier(tier)`; no other place knows a tier's number. What does **not** belong here: how a reference is read
(`pipelines/macros/document_keys.sql`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pipelines.sql_text import literal

NUMBER, NEAR, SLIP_PRONE, SEVERAL, SETTLING, WHOLE = (
    "number",
    "near",
    "slip_prone",
    "several",
    "settling",
    "whole",
)
TRAITS = {
    NUMBER: "the document's own number, read as a whole",
    NEAR: "near a number without being it, which proves nothing without the amount or the order",
    SLIP_PRONE: "a number that may be a slip for a near one that has the very amount",
    SEVERAL: "one reference that means several documents: an order, a delivery, a list",
    SETTLING: "its documents may be settled together by one line",
    WHOLE: "a whole reference: a number, an order, a delivery or a claim",
}
"""What queries ask of a tier."""


class Tier(NamedTuple):
    """A way to read a reference.

    Attributes:
        name: What queries call it.
        method: What it adds to a published method: `advice_<method>`.
        confidence: Share of such matches that proved right on simulated books (`python -m data.accuracy`), rounded down. What
            the ERP has posted has 1.
        traits: Of `TRAITS`.
    """

    name: str
    method: str
    confidence: float
    traits: frozenset[str]


def _tier(name: str, confidence: float, *traits: str, method: str = "") -> Tier:
    return Tier(name, method or name, confidence, frozenset(traits))


TIERS = (
    _tier("exact", 0.999, NUMBER, SLIP_PRONE, WHOLE),
    _tier("normalised", 0.997, NUMBER, SLIP_PRONE, WHOLE),
    _tier("digits", 0.99, NUMBER, SLIP_PRONE, WHOLE),
    _tier("order", 0.97, SEVERAL, SETTLING, WHOLE),
    _tier("delivery", 0.98, SEVERAL, SETTLING, WHOLE),
    _tier("last_digits", 0.95, SLIP_PRONE),
    _tier("claim", 0.97, SETTLING, WHOLE),
    _tier("slip", 0.97, NEAR),
    _tier("none", 0.5),
    _tier("look_alike", 0.98, SLIP_PRONE),
    _tier("several", 0.98, SEVERAL, SETTLING),
    _tier("cut", 0.97, NEAR),
    _tier("spreadsheet", 0.97, NEAR),
    _tier("order_beside", 0.97, SEVERAL, SETTLING, WHOLE, method="order"),  # in the column beside the reference
    _tier("amount", 0.97),  # a document of the stated amount
)  # fmt: skip
"""All tiers, the closest reading first: a tier's number is its place, and the smallest one wins."""


def tier_macros() -> str:
    """Return the script of the macros."""
    numbered = list(enumerate(TIERS, start=1))
    return "\n".join((
        _case("tier_of(name)", "name", ((literal(tier.name), str(n)) for n, tier in numbered)),
        _case("tier_name(tier)", "tier", ((str(n), literal(tier.method)) for n, tier in numbered)),
        _case("tier_confidence(tier)", "tier", ((str(n), f"{tier.confidence}::DOUBLE") for n, tier in numbered)),
        *(
            f"CREATE OR REPLACE MACRO is_{trait}_tier(tier) AS tier IN "
            f"({', '.join(str(n) for n, tier in numbered if trait in tier.traits)});"
            for trait in TRAITS
        ),
    ))  # fmt: skip


def _case(head: str, of: str, choices: Iterable[tuple[str, str]]) -> str:
    whens = " ".join(f"WHEN {value} THEN {result}" for value, result in choices)
    return f"CREATE OR REPLACE MACRO {head} AS CASE {of} {whens} END;"
