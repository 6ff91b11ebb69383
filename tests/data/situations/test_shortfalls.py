"""Why it is short: causes, papers, claims, repayments."""

from __future__ import annotations

import polars as pl
import pytest

from tests.data.situations.zones import DOCUMENT, PAYMENT, made, paid_in_full


def test_two_causes_add_up_to_one_deduction_that_papers_prove() -> None:
    zone = made(short_with_proof=0.5, two_causes=1.0, invoices=800)
    double = zone.truth["truth_shortfalls"].filter(
        pl.col("kind").is_in(["short_and_price", "price_and_short"])
    )
    sums = double.group_by(*PAYMENT, "invoice_number").agg(pl.col("amount").sum(), pl.len())
    assert sums["len"].unique().to_list() == [2]
    put = zone.truth["truth_allocations"].select(*PAYMENT, "invoice_number", pl.col("amount").alias("put"))
    bills = zone.extracts["invoices"].select(*DOCUMENT, "gross_amount")
    joined = sums.join(put, on=[*PAYMENT, "invoice_number"]).join(bills, on=DOCUMENT)
    assert joined.height > 5
    assert joined.filter(pl.col("gross_amount") - pl.col("put") != pl.col("amount")).is_empty()
    proofs = zone.extracts["shipments"].filter(pl.col("quantity_received") < pl.col("quantity_shipped"))
    assert joined.join(proofs, on=DOCUMENT, how="anti").is_empty()
    dear = zone.truth["truth_billing_faults"].filter(pl.col("fault") == "agreed_price")
    assert joined.join(dear, on=DOCUMENT, how="anti").is_empty()


def test_one_item_is_billed_above_its_agreement_again_and_again() -> None:
    zone = made(systematic_price=1.0)
    claims = zone.truth["truth_shortfalls"].filter(pl.col("kind") == "contract_price")
    assert zone.extracts["price_agreements"].group_by("payer_id").len()["len"].unique().to_list() == [1]
    assert claims.group_by("payer_id").len()["len"].max() > 5


@pytest.mark.parametrize("part", [0.0, 1.0], ids=["in full", "in part"])
def test_a_repayment_may_name_the_payers_claim_only(part: float) -> None:
    zone = made(
        unexplained=0.4, repaid=0.7, own_claim_number=1.0, numbered_claim=1.0, separate_line=0.0, in_part=part
    )
    back = zone.extracts["remittances"].filter(pl.col("reason_text") == "REPAYMENT OF DEDUCTION")
    assert back.height > 5
    assert back.filter(pl.col("invoice_reference") != pl.col("claim_number")).is_empty()


def test_a_deduction_may_be_taken_twice_at_once() -> None:
    zone = made(tax=0.4, deduction_twice=1.0, again_at_once=1.0)
    twice = (
        zone.truth["truth_shortfalls"]
        .group_by(*PAYMENT, "invoice_number", "amount")
        .agg(pl.col("kind").sort())
    )
    assert twice.filter(pl.col("kind") == ["deduction_twice", "tax"]).height > 3
    assert "deduction_twice" not in set(twice.filter(pl.col("kind").list.len() == 1)["kind"].list.first())


def test_a_memo_that_lies_there_when_late_advice_tells_of_a_return_settles_it() -> None:
    zone = made(memo_rate=0.6, memo_settles=1.0, late_advice=1.0, invoices=1_500)
    short = zone.truth["truth_shortfalls"].filter(pl.col("kind") == "returned")
    memos = zone.extracts["invoices"].filter(pl.col("document_type") == "credit_memo")
    came = memos.select(
        "company_code", pl.col("original_invoice_number").alias("invoice_number"), "folder_date"
    )
    met = short.join(came, on=DOCUMENT).select(
        (pl.col("folder_date") <= pl.col("found_date")).alias("lies_there"), "outcome"
    )
    assert set(met.iter_rows()) == {(True, "settled_by_credit"), (False, "dispute")}


def test_a_shortfall_that_papers_tell_alike_of_two_documents_of_a_memo_is_a_claim() -> None:
    zone = made(contract_price=0.3, recurring=1.0, advice={"memo": 1.0}, invoices=1_000)
    short = zone.truth["truth_shortfalls"].filter(pl.col("outcome") == "dispute")
    claims = short.filter(pl.col("invoice_number").is_null())
    assert set(claims["dispute_subtype"]) == {"unexplained"} and claims.height > 5
    put = (
        zone.truth["truth_allocations"]
        .join(claims, on=PAYMENT, how="semi")
        .group_by(PAYMENT)
        .agg(pl.col("amount").sum())
    )
    paid = put.join(zone.extracts["payments"], on=PAYMENT, suffix="_of_payment")
    assert paid.filter(pl.col("amount") != pl.col("amount_of_payment")).is_empty()


def test_a_wrong_code_misleads_where_it_is_of_another_type() -> None:
    short = made(tax=0.3, freight=0.3, coded=1.0, has_code_table=1.0, misleading_code=1.0).truth[
        "truth_shortfalls"
    ]
    coded = short.filter("is_coded")
    assert set(coded.select("kind", "is_misleading").iter_rows()) == {("tax", True), ("freight", False)}


def test_returned_payments_are_made_again() -> None:
    zone = made(returned_payment=0.5, paid_again=1.0)
    back = zone.extracts["payments"].drop_nulls("reverses_payment_id")
    pieces = zone.truth["truth_allocations"]
    returned = pieces.join(
        back.select(pl.col("reverses_payment_id").alias("payment_id")), on="payment_id", how="semi"
    )
    times = pieces.filter(pl.col("amount") > 0).join(returned.select(DOCUMENT), on=DOCUMENT, how="semi")
    assert set(times.group_by(DOCUMENT).agg(pl.len().alias("times"))["times"]) == {1, 2}
    assert paid_in_full(zone) or times.height > 0
