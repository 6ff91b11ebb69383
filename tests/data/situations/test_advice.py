"""Advice that does not add up, and advice whose money is elsewhere."""

from __future__ import annotations

import polars as pl
import pytest

from tests.data.situations.zones import BARE, PAYMENT, advised, made, paid_in_full


@pytest.mark.parametrize("advice", [{"advised": 1.0}, BARE], ids=["full", "bare"])
def test_a_line_says_another_amount_than_was_paid(advice: dict[str, float]) -> None:
    zone = made(line_amount_wrong=1.0, advice=advice)
    off = advised(zone).select(pl.col("paid_amount") - pl.col("amount"))
    assert set(off["paid_amount"]) == {-900, 900}
    assert zone.truth["truth_shortfalls"].is_empty()
    assert paid_in_full(zone)


def test_an_advice_has_its_last_line_twice() -> None:
    zone = made(line_twice=1.0)
    lines = zone.extracts["remittances"].sort("remittance_id", "line_number")
    last_two = lines.group_by("remittance_id", maintain_order=True).agg(pl.col("invoice_reference").tail(2))
    assert last_two["invoice_reference"].list.n_unique().unique().to_list() == [1]
    assert advised(zone).filter(pl.col("paid_amount") <= pl.col("amount")).is_empty()
    assert paid_in_full(zone)


def test_a_deduction_that_is_not_itemised_is_what_the_money_lacks() -> None:
    zone = made(tax=0.3, not_itemised=1.0)
    short = zone.truth["truth_shortfalls"].filter(pl.col("presentation") == "not_itemised")
    joined = advised(zone).join(short.select(*PAYMENT, pl.col("amount").alias("short")), on=PAYMENT)
    assert joined.height == short.height > 5
    hidden = zone.truth["truth_shortfalls"].filter(pl.col("presentation") == "silent").select(PAYMENT)
    assert joined.join(hidden, on=PAYMENT, how="anti").filter(
        pl.col("paid_amount") != pl.col("amount") + pl.col("short")
    ).is_empty()  # fmt: skip
    assert short.group_by(PAYMENT).len()["len"].max() == 1


def test_one_advice_for_all_payments_of_a_day() -> None:
    zone = made(joint_advice=1.0, pays_each=1.0)
    lines = zone.extracts["remittances"]
    joint = (
        lines.filter(pl.col("bank_reference").is_null())
        .group_by("remittance_id")
        .agg(pl.col("paid_amount").sum())
    )
    payments = zone.extracts["payments"].group_by("payer_id", "value_date", "company_code").agg(
        pl.col("amount").sum(), pl.len()
    )  # fmt: skip
    assert sorted(joint["paid_amount"]) == sorted(payments.filter(pl.col("len") > 1)["amount"])


def test_an_advice_that_comes_as_two_adds_up_with_both() -> None:
    zone = made(split_advice=1.0)
    assert zone.extracts["remittances"]["remittance_id"].str.ends_with("B").any()
    assert advised(zone).filter(pl.col("amount") != pl.col("paid_amount")).is_empty()


def test_advice_may_lack_its_payer_and_our_company() -> None:
    heads = made(payerless_advice=0.5, companyless_advice=0.5).extracts["remittances"]
    for column in ("payer_id", "company_code"):
        assert 0 < heads[column].null_count() < heads.height
    assert heads["bank_reference"].null_count() == 0
