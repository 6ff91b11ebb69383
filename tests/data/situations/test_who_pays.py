"""Payers under other names."""

from __future__ import annotations

import polars as pl

from tests.data.situations.zones import PAYMENT, made


def test_a_child_pays_for_its_parent_and_siblings() -> None:
    zone = made(child_pays=1.0, has_parent=0.6, payers=30)
    parents = zone.extracts["payers"].drop_nulls("parent_payer_id").select("payer_id", "parent_payer_id")
    by_child = zone.extracts["payments"].join(parents, on="payer_id")
    assert by_child.height > 5
    assert not set(zone.extracts["payments"]["payer_id"]) & set(parents["parent_payer_id"])


def test_a_name_of_the_banks_own_is_known_from_the_first_payment() -> None:
    zone = made(has_alias=1.0, payer_unknown=1.0)
    payments = zone.extracts["payments"].sort("value_date", "payment_id")
    firsts = payments.unique("payer_name", keep="first", maintain_order=True)
    assert firsts["payer_id"].null_count() == 0
    assert payments["payer_id"].null_count() == payments.height - firsts.height > 20
    assert not set(payments["payer_name"]) & set(zone.extracts["payers"]["name"].str.to_uppercase())


def test_misspelt_names_are_nearly_the_payers_names() -> None:
    zone = made(misspelt_name=1.0, payer_unknown=1.0)
    known = set(zone.extracts["payers"]["name"].str.to_uppercase())
    clues = zone.truth["truth_payments"].join(zone.extracts["payments"].drop("payer_id"), on=PAYMENT)
    misspelt = clues.filter(pl.col("payer_clue") == "misspelt name")
    assert misspelt.height > clues.height // 2
    assert not set(misspelt["payer_name"]) & known
