"""Situations that a test can ask for one at a time: what the extracts show of them, and what the truth says."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from data.simulator import Behaviour, Zone, simulate
from data.simulator.behaviour import HARD
from data.simulator.families import FAMILIES
from data.simulator.write import write

PAYMENT = ["company_code", "payment_id"]
DOCUMENT = ["company_code", "invoice_number"]
BARE = {"bare": 1.0}


def made(seed: int = 6, invoices: int = 400, payers: int = 15, **changes: object) -> Zone:
    return simulate(seed=seed, invoices=invoices, payers=payers, behaviour=Behaviour.quiet(**changes))


def advised(zone: Zone) -> pl.DataFrame:
    """Payments with what their advice says."""
    lines = zone.extracts["remittances"]
    sums = lines.group_by("bank_reference").agg(pl.col("paid_amount").sum(), pl.len().alias("lines"))
    return zone.extracts["payments"].join(sums, on="bank_reference")


def paid_in_full(zone: Zone) -> bool:
    """Every document that got money got its total, and nothing is short."""
    put = zone.truth["truth_allocations"].group_by(DOCUMENT).agg(pl.col("amount", "discount_amount").sum())
    documents = zone.extracts["invoices"].join(put, on=DOCUMENT)
    rest = pl.col("gross_amount") - pl.col("amount") - pl.col("discount_amount")
    return documents.height > 0 and documents.filter(rest != 0).is_empty()


# --- Advice that does not add up -----------------------------------------------------------------------------------


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


# --- Advice and money ----------------------------------------------------------------------------------------------


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


# --- Who pays ------------------------------------------------------------------------------------------------------


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


# --- References ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("style", "pattern"),
    [
        pytest.param("company_prefix", r"^1000-INV\d{7}$", id="our company before it"),
        pytest.param("excel", r"^4\.5\dE\+09$", id="a spreadsheet's damage to the order"),
        pytest.param("own_number", r"^51\d{7}$", id="the payer's own number"),
    ],
)
def test_references_are_written_so(style: str, pattern: str) -> None:
    zone = made(references={style: 1.0}, keeps_habit=1.0)
    assert zone.truth["truth_allocations"]["reference_style"].unique().to_list() == [style]
    assert zone.extracts["remittances"]["invoice_reference"].str.contains(pattern).all()


def test_several_documents_on_one_line() -> None:
    zone = made(joined_lines=1.0)
    styles = zone.truth["truth_allocations"].filter(pl.col("reference_style") != "exact")
    assert set(styles["reference_style"]) == {"joined", "range"}
    lines = zone.extracts["remittances"]["invoice_reference"]
    assert lines.str.contains(r"^INV\d{7}(/\d{2,4})+$").any()
    assert lines.str.contains(r"^INV\d{7}-\d{7}$").any()
    assert advised(zone).filter(pl.col("amount") != pl.col("paid_amount")).is_empty()
    assert paid_in_full(zone)


def test_several_documents_in_one_string_of_a_memo() -> None:
    zone = made(joined_memo=1.0, advice={"memo": 1.0})
    memos = zone.extracts["payments"]["memo"]
    assert memos.str.contains(r"^INV\d{7}(/\d{2,4})+$").any()
    assert memos.str.contains(r"^INV\d{7}-\d{7}$").any()


def test_long_memos_end_at_140_characters() -> None:
    zone = made(cut_memo_long=1.0, advice={"memo": 1.0}, payers=4)
    lengths = zone.extracts["payments"]["memo"].str.len_chars()
    assert lengths.max() == 140
    assert (zone.truth["truth_allocations"]["reference_style"] == "cut_memo").any()


def test_a_slip_names_another_invoice_of_the_payer_one_digit_off() -> None:
    zone = made(other_document=1.0, invoices=1_500, pays_each=1.0)
    slips = zone.truth["truth_allocations"].filter(pl.col("reference_style") == "other_document")
    lines = zone.extracts["remittances"].rename({"invoice_reference": "named"})
    bills = zone.extracts["invoices"].select("payer_id", "invoice_number", "gross_amount")
    owner = pl.coalesce("parent_payer_id", "payer_id").alias("owner")
    owners = zone.extracts["payers"].select("payer_id", owner)
    named = lines.join(bills, left_on="named", right_on="invoice_number", suffix="_of_bill").join(
        owners, left_on="payer_id_of_bill", right_on="payer_id"
    )
    wrong = named.filter(pl.col("paid_amount") != pl.col("gross_amount"))
    assert slips.height == wrong.height > 200
    assert wrong.filter(pl.col("owner") != pl.col("payer_id")).is_empty()
    assert zone.truth["truth_shortfalls"].is_empty()
    assert paid_in_full(zone)


# --- Payments of which nothing is told -----------------------------------------------------------------------------


def untold(family: str) -> tuple[Zone, pl.DataFrame]:
    """A zone whose payers all pay in one way, and what each payment of that way took."""
    zone = made(advice={"nothing": 1.0}, families={family: 1.0}, keeps_habit=1.0, shared_po=0.5, payers=8)
    payments = zone.truth["truth_payments"].filter(pl.col("family") == family).select(PAYMENT)
    dates = zone.extracts["payments"].select(*PAYMENT, "value_date")
    taken = zone.truth["truth_allocations"].join(payments, on=PAYMENT, how="semi").join(dates, on=PAYMENT)
    bills = zone.extracts["invoices"].select(
        *DOCUMENT, "payer_id", "issue_date", "due_date", "po_number", "ship_to_id"
    )
    return zone, taken.join(bills, on=DOCUMENT)


def left_open(zone: Zone, taken: pl.DataFrame) -> pl.DataFrame:
    """One row per payment and invoice of its payer that was billed before and paid later, or never."""
    paid = zone.truth["truth_allocations"].join(
        zone.extracts["payments"].select(*PAYMENT, "value_date"), on=PAYMENT
    )
    paid = paid.select(*DOCUMENT, pl.col("value_date").alias("paid_on"))
    bills = zone.extracts["invoices"].join(paid, on=DOCUMENT, how="left")
    runs = taken.select(*PAYMENT, "payer_id", "value_date").unique()
    pairs = runs.join(bills.drop("company_code"), on="payer_id")
    is_open = pl.col("paid_on").is_null() | (pl.col("paid_on") > pl.col("value_date"))
    return pairs.filter((pl.col("issue_date") < pl.col("value_date")) & is_open)


@pytest.mark.parametrize("family", sorted(FAMILIES))
def test_every_family_is_made_and_paid_in_full(family: str) -> None:
    zone, taken = untold(family)
    assert taken["payment_id"].n_unique() > 3
    assert zone.extracts["remittances"].is_empty()
    assert paid_in_full(zone)


@pytest.mark.parametrize(
    ("family", "sizes"), [("one", {1}), ("pair", {2}), ("triple", {3}), ("arbitrary", {4, 5, 6, 7, 8})]
)
def test_families_of_so_many_invoices(family: str, sizes: set[int]) -> None:
    _, taken = untold(family)
    assert set(taken.group_by("payment_id").len()["len"]) <= sizes


@pytest.mark.parametrize("column", ["po_number", "ship_to_id", "due_date"])
def test_families_that_share_something_take_all_that_does(column: str) -> None:
    family = {"po_number": "one_po", "ship_to_id": "one_store", "due_date": "one_due_date"}[column]
    zone, taken = untold(family)
    counts = taken.group_by("payment_id").agg(pl.col(column).n_unique().alias("values"), pl.len())
    assert counts["values"].unique().to_list() == [1]
    assert counts["len"].min() > 1
    rest = left_open(zone, taken).join(taken.select("payment_id", column).unique(), on=["payment_id", column])
    assert rest.is_empty()


def test_a_whole_account_leaves_nothing_open() -> None:
    zone, taken = untold("whole_account")
    assert left_open(zone, taken).is_empty()


def test_everything_past_due_leaves_what_is_not_due() -> None:
    zone, taken = untold("past_due")
    assert taken.filter(pl.col("due_date") > pl.col("value_date")).is_empty()
    assert left_open(zone, taken).filter(pl.col("due_date") <= pl.col("value_date")).is_empty()


@pytest.mark.parametrize(("family", "left_out"), [("due_run", 0), ("run_less_one", 1)])
def test_a_run_is_in_due_date_order(family: str, left_out: int) -> None:
    zone, taken = untold(family)
    order = pl.concat_str(pl.col("due_date").cast(pl.String), "invoice_number")
    last = taken.group_by("payment_id").agg(order.max().alias("last"))
    rest = left_open(zone, taken).join(last, on="payment_id")
    earlier = rest.filter(order < pl.col("last"))
    counts = last.join(earlier.group_by("payment_id").len(), on="payment_id", how="left")
    assert counts["len"].fill_null(0).unique().to_list() == [left_out]


# --- Why it is short -----------------------------------------------------------------------------------------------


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


# --- Our own mistakes ----------------------------------------------------------------------------------------------

FAULTS = {
    "wrong_footing": "footing", "wrong_extension": "extension", "wrong_tax_rate": "tax_rate",
    "wrong_price": "agreed_price", "wrong_unit": "unit_of_measure", "wrong_freight": "freight_terms",
}  # fmt: skip


@pytest.mark.parametrize("rate", FAULTS)
def test_billing_faults_come_one_kind_at_a_time(rate: str) -> None:
    zone = made(**{rate: 0.5, "free_delivery": 1.0 if rate == "wrong_freight" else 0.0})
    faults = zone.truth["truth_billing_faults"]
    assert faults["fault"].unique().to_list() == [FAULTS[rate]]
    assert faults["amount"].min() > 0
    assert paid_in_full(zone)


def test_footing_is_what_the_parts_lack() -> None:
    zone = made(wrong_footing=0.5)
    lines = zone.extracts["invoice_lines"].group_by(DOCUMENT).agg(pl.col("net_amount").sum())
    off = pl.col("gross_amount") - pl.sum_horizontal("net_amount", "tax_amount", "freight_amount")
    documents = (
        zone.extracts["invoices"]
        .join(lines, on=DOCUMENT)
        .filter(off != 0)
        .select(*DOCUMENT, off.alias("off"))
    )
    faults = zone.truth["truth_billing_faults"].join(documents, on=DOCUMENT, how="full", coalesce=True)
    assert faults.filter(pl.col("off").ne_missing(pl.col("amount"))).is_empty()


def test_extension_is_a_line_that_is_not_quantity_times_price() -> None:
    zone = made(wrong_extension=0.5)
    off = pl.col("net_amount") * 100 - pl.col("quantity") * pl.col("unit_price")
    wrong = zone.extracts["invoice_lines"].filter(off.abs() > 100)
    assert set(wrong["invoice_number"]) == set(zone.truth["truth_billing_faults"]["invoice_number"])


# --- As a whole ----------------------------------------------------------------------------------------------------


def test_hard_zones_double_what_makes_matching_hard() -> None:
    plain, hard = Behaviour(), Behaviour.hard()
    assert all(getattr(hard, name) == min(1.0, 2 * getattr(plain, name)) for name in HARD)
    assert hard.advice["nothing"] == 2 * plain.advice["nothing"]
    assert sum(hard.references.values()) == pytest.approx(sum(plain.references.values()))


def test_control_totals_of_a_currency_with_three_decimals_are_exact(tmp_path: Path) -> None:
    write(simulate(seed=8, invoices=300, payers=6, behaviour=Behaviour(currencies=("KWD",))), tmp_path)
    totals = [file.read_text() for file in (tmp_path / "extracts/payments").rglob("*.control.json")]
    assert any(not total.endswith('0"}\n') for total in totals)
