"""Whom a payment names as its payer: the payer that pays, one of its children, or a name that is not in our books."""

from __future__ import annotations

import polars as pl

from data.simulator.behaviour import Behaviour
from data.simulator.randomness import happens, stream

SHORT_NAME = 18
"""So many characters a bank shows of a name that it cuts."""


def name_payers(runs: pl.DataFrame, payers: pl.DataFrame, behaviour: Behaviour, seed: int) -> pl.DataFrame:
    """Adds `payer_id` (null where the bank does not know it), `payer_name`, and for the truth `true_payer_id`, `payer_clue`.

    A payer with an alias is known by its id at its first payment, so that the name can be learnt.
    """
    generator, count = stream(seed, "payer names"), runs.height
    runs = runs.with_columns(
        *(
            pl.Series(name, happens(generator, count, rate), dtype=pl.Boolean)
            for name, rate in (
                ("is_by_child", behaviour.child_pays), ("is_misspelt", behaviour.misspelt_name),
                ("is_unknown_untold", behaviour.payer_unknown_untold),
            )
        ),
        true_payer_id=pl.col("group_id"),
    )  # fmt: skip
    runs = _let_children_pay(runs, payers)
    names = payers.select(
        pl.col("payer_id").alias("true_payer_id"), pl.col("name").str.to_uppercase().alias("true_name")
    )
    runs = runs.join(names, on="true_payer_id", how="left", maintain_order="left")
    runs = runs.join(_aliases(payers), on="group_id", how="left", maintain_order="left")
    is_mute = pl.col("advice_style") == "nothing"
    is_first = pl.int_range(pl.len()).over("group_id") == 0
    can_know = pl.when(is_mute).then(~pl.col("is_unknown_untold")).otherwise(~pl.col("is_unknown"))
    is_known = can_know | (pl.col("alias").is_not_null() & is_first)
    misspelt = pl.when(pl.col("is_misspelt") & ~is_known).then(_misspelt(pl.col("true_name")))
    return runs.with_columns(
        payer_id=pl.when(is_known).then("true_payer_id"),
        payer_name=pl.coalesce("alias", misspelt, "true_name"),
        payer_clue=pl.when(is_known).then(pl.lit("payer_id"))
        .when(pl.col("alias").is_not_null()).then(pl.lit("alias"))
        .when(misspelt != pl.col("true_name")).then(pl.lit("misspelt name"))
        .otherwise(pl.lit("name")),
    ).drop("is_by_child", "is_misspelt", "is_unknown_untold", "true_name", "alias")  # fmt: skip


def _let_children_pay(runs: pl.DataFrame, payers: pl.DataFrame) -> pl.DataFrame:
    """A child pays for the parent and the other children."""
    children = (
        payers.filter(pl.col("payer_id") != pl.col("group_id")).sort("payer_id").group_by("group_id", maintain_order=True)
        .agg(pl.col("payer_id").alias("children"))
    )  # fmt: skip
    joined = runs.join(children, on="group_id", how="left", maintain_order="left")
    chosen = pl.col("children").list.get(
        pl.col("trace") % pl.col("children").list.len().cast(pl.Int64), null_on_oob=True
    )
    return joined.with_columns(
        true_payer_id=pl.when(pl.col("is_by_child"))
        .then(pl.coalesce(chosen, "true_payer_id"))
        .otherwise("true_payer_id")
    ).drop("children")


def _aliases(payers: pl.DataFrame) -> pl.DataFrame:
    """One row per paying group whose account runs under another name."""
    groups = payers.filter("has_alias").select("group_id").unique()
    return groups.with_columns(
        alias=pl.format("TREASURY SERVICES {}", pl.col("group_id").str.extract(r"(\d+)"))
    )


def _misspelt(name: pl.Expr) -> pl.Expr:
    """In one of five ways, by the payment's number: a letter lost, two swapped, the form spelt out, cut, initials glued."""
    way = pl.col("trace") % 5
    at = 2 + pl.col("trace") // 5 % 4
    head, rest = name.str.slice(0, at), name.str.slice(at + 2)
    first, second = name.str.slice(at, 1), name.str.slice(at + 1, 1)
    return (
        pl.when(way == 0).then(pl.concat_str(head, second, rest))
        .when(way == 1).then(pl.concat_str(head, second, first, rest))
        .when(way == 2).then(name.str.replace(r"\bLTD\b", "LIMITED").str.replace(r"&", "AND", literal=True))
        .when(way == 3).then(name.str.slice(0, SHORT_NAME))
        .otherwise(name.str.replace_all(" ", "", literal=True))
    )  # fmt: skip
