"""Payers and their habits. A parent's habits are its children's, because the parent pays."""

from __future__ import annotations

import numpy as np
import polars as pl

from data.simulator.behaviour import Behaviour
from data.simulator.randomness import choose, happens, pick, stream

TERMS = {
    "net 7": 0.12,
    "net 14": 0.23,
    "net 21": 0.10,
    "1/7/21": 0.15,
    "2/10/30": 0.25,
    "3/10/30": 0.05,
    "net 30": 0.10,
}
COUNTRIES = {"United Kingdom": 0.8, "Germany": 0.07, "France": 0.07, "Netherlands": 0.06}
COLLECTORS = ("amira.khan", "ben.ashworth", "chloe.duval", "david.osei")
# fmt: off
_FIRST = (
    "Ashby", "Beacon", "Cotswold", "Dovetail", "Elmwood", "Fernhill", "Goldfinch", "Harbour", "Ivy", "Juniper", "Kestrel",
    "Lantern", "Marlow", "Nutmeg", "Orchard", "Pennine", "Quayside", "Rosemary", "Saffron", "Thistle", "Umber", "Violet",
    "Willow", "Yarrow", "Zephyr",
)
_SECOND = (
    "Gifts", "Homewares", "Trading", "Stores", "Emporium", "Interiors", "Giftware", "Living", "Retail", "Market",
    "Supplies", "Boutique", "Garden", "Crafts", "Novelties", "Bazaar", "Parlour", "Collective", "Imports", "Wholesale",
)
# fmt: on
_LAST = ("Ltd", "plc", "LLP", "Group", "& Sons", "& Co")


def _names(count: int) -> list[str]:
    """Distinct names for any count: the three word lists like the wheels of a counter."""
    first, second, last = len(_FIRST), len(_SECOND), len(_LAST)
    return [
        f"{_FIRST[i % first]} {_SECOND[(i // first + i) % second]} {_LAST[(i // (first * second)) % last]}"
        + (f" {i // (first * second * last) + 1}" if i >= first * second * last else "")
        for i in range(count)
    ]


def make_payers(count: int, behaviour: Behaviour, seed: int) -> pl.DataFrame:
    """Synthetic payers with their habits."""
    generator = stream(seed, "payers")
    bare = pl.DataFrame(
        {
            "payer_id": [f"C{100_000 + i}" for i in range(count)],
            "country": pick(generator, count, COUNTRIES).tolist(),
            "currency": [behaviour.currencies[i % len(behaviour.currencies)] for i in range(count)],
        }
    )
    return add_habits(bare, behaviour, seed)


def _parents(payers: pl.DataFrame, behaviour: Behaviour, seed: int) -> pl.DataFrame:
    """Some payers get a parent: the first payer of their country and currency without one."""
    generator = stream(seed, "parents")
    count = payers.height
    child = happens(generator, count, behaviour.has_parent)
    slot = generator.integers(0, max(1, count // 12), count)
    frame = payers.with_columns(pl.Series("is_child", child), pl.Series("slot", slot))
    heads = (
        frame.filter(~pl.col("is_child"))
        .group_by("currency", "country", "slot", maintain_order=True)
        .agg(pl.col("payer_id").first().alias("parent_payer_id"))
    )
    joined = frame.join(heads, on=["currency", "country", "slot"], how="left", maintain_order="left")
    parent = pl.when(pl.col("is_child")).then(pl.col("parent_payer_id"))
    return joined.with_columns(parent_payer_id=parent).drop("is_child", "slot")


def add_habits(payers: pl.DataFrame, behaviour: Behaviour, seed: int) -> pl.DataFrame:
    """Names, parents, collectors, and per paying group: terms, pay day, way of advising and of writing references."""
    frame = _parents(payers.sort("payer_id"), behaviour, seed).with_columns(
        pl.coalesce("parent_payer_id", "payer_id").alias("group_id"),
        pl.Series("name", _names(payers.height)),
        pl.Series("collector", [COLLECTORS[i % len(COLLECTORS)] for i in range(payers.height)]),
    )
    groups = frame.select("group_id").unique().sort("group_id")
    habits = _habits(groups, behaviour, seed)
    return frame.join(habits, on="group_id", how="left", maintain_order="left")


def _habits(groups: pl.DataFrame, behaviour: Behaviour, seed: int) -> pl.DataFrame:
    count, generator = groups.height, stream(seed, "habits")
    terms = pick(generator, count, TERMS)
    parsed = [_parse_terms(text) for text in terms]
    has_terms = np.array([percent > 0 for percent, _, _ in parsed])
    return groups.with_columns(
        pl.Series("discount_basis_points", [p[0] for p in parsed], dtype=pl.Int64),
        pl.Series("discount_days", [p[1] for p in parsed], dtype=pl.Int64),
        pl.Series("terms_days", [p[2] for p in parsed], dtype=pl.Int64),
        pl.Series("takes_discount", has_terms & happens(generator, count, behaviour.takes_discount)),
        pl.Series("run_weekday", generator.integers(0, 5, count)),
        pl.Series("lateness_days", choose(generator, count, [-3, -2, -1, 0, 0, 1, 2, 4, 6])),
        pl.Series("pays_each", happens(generator, count, behaviour.pays_each)),
        pl.Series("advice_style", pick(generator, count, behaviour.advice).tolist()),
        pl.Series("reference_habit", pick(generator, count, behaviour.references).tolist()),
        pl.Series("has_code_table", happens(generator, count, behaviour.has_code_table)),
        pl.Series("is_recurring", happens(stream(seed, "recurring"), count, behaviour.recurring)),
        _with_rate(groups, "aliases", behaviour.has_alias, seed).alias("has_alias"),
        _with_rate(groups, "systematic prices", behaviour.systematic_price, seed).alias("is_overbilled"),
        _with_rate(groups, "free deliveries", behaviour.free_delivery, seed).alias("is_delivered_free"),
        pl.Series("method", pick(generator, count, {"ACH": 0.6, "WIR": 0.2, "CHK": 0.2}).tolist()),
    )


def _with_rate(groups: pl.DataFrame, purpose: str, rate: float, seed: int) -> pl.Series:
    return pl.Series(happens(stream(seed, purpose), groups.height, rate), dtype=pl.Boolean)


def _parse_terms(text: str) -> tuple[int, int, int]:
    """Discount in basis points, discount days, net days: '2/10/30' is 2 % within 10 days, net 30."""
    if text.startswith("net"):
        return 0, 0, int(text.split()[1])
    percent, days, net = text.split("/")
    return int(percent) * 100, int(days), int(net)
