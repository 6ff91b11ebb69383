"""Which payments and advice put money on documents tonight, and how: wholly, by what is left of them, or not at all."""

from __future__ import annotations

from typing import Any

import pytest

from tests.models.given import alike, together
from tests.models.running import column, columns, run_model

PAYMENT = {
    "company_code": "C", "known_payer_id": "P", "group_id": "G", "currency": "USD", "amount": 10000, "is_new": "no",
    "unapplied_amount": 0, "unapplied_reason": "-", "value_date": "2026-02-01",
}  # fmt: skip


def payments(text: str, **given: Any) -> str:
    return alike(text, **(PAYMENT | given))


def mode(rows: list[dict[str, Any]], payment: str = "Z1") -> str:
    [found] = [row["mode"] for row in rows if row["payment_id"] == payment]
    return found


@pytest.mark.parametrize(
    ("payment", "found"),
    [
        pytest.param({"is_new": "yes"}, "full", id="new: wholly"),
        pytest.param({"is_new": "yes", "amount": 0}, "reversal", id="of nothing: as one that goes back"),
        pytest.param({"is_new": "yes", "amount": -1}, "reversal", id="negative: as one that goes back"),
        pytest.param(
            {"unapplied_amount": 1, "unapplied_reason": "no_reference"},
            "retry",
            id="with a rest: by its rest",
        ),
        pytest.param(
            {"unapplied_amount": 1, "unapplied_reason": "overpayment"}, "idle", id="overpaid: not at all"
        ),
        pytest.param(
            {"unapplied_amount": 0, "unapplied_reason": "no_reference"}, "idle", id="placed: not at all"
        ),
    ],
)
def test_a_payment_counts(payment: dict[str, Any], found: str):
    assert mode(run_model("sources", night_payments=payments("payment_id\nZ1", **payment))) == found


@pytest.mark.parametrize(
    ("returns", "found"),
    [
        pytest.param("C  R1  -10000  USD", "returned", id="that took all of it"),
        pytest.param("C  R1  -9999   USD", "full", id="that left a cent"),
        pytest.param("C  R1  -10000  EUR", "full", id="in another currency"),
        pytest.param("D  R1  -10000  USD", "full", id="of another company"),
        pytest.param("C  R1  10000   USD", "full", id="that is none, but money"),
        pytest.param(
            "C  R1  -6000   USD\nC  R2  -4000  USD", "returned", id="and another, together all of it"
        ),
    ],
)
def test_a_payment_is_returned_by_a_payment(returns: str, found: str):
    back = payments(f"company_code  payment_id  amount  currency\n{returns}", reverses_payment_id="Z1")
    rows = run_model("sources", night_payments=together(payments("payment_id\nZ1", is_new="yes"), back))
    assert mode(rows) == found


ADVICE = {
    "remittance_id": "R1", "payer_id": "P", "group_id": "G", "currency": "USD", "tied_company_code": "C",
    "tied_payment_id": "Z1", "is_used": "yes", "is_new": "no", "is_newly_tied": "no", "is_presumed": "no",
    "paid_amount": 100,
}  # fmt: skip


def advised(text: str, **given: Any) -> list[dict[str, Any]]:
    return run_model(
        "sources", night_payments=payments("payment_id\nZ1"), night_advice=alike(text, **(ADVICE | given))
    )


@pytest.mark.parametrize(
    ("line", "found"),
    [
        pytest.param({"is_new": "yes"}, "full", id="that is new"),
        pytest.param({"is_newly_tied": "yes"}, "full", id="that found its payment tonight"),
        pytest.param({"is_used": "no"}, "idle", id="that was there already"),
        pytest.param({"is_new": "yes", "tied_payment_id": "Z2"}, "idle", id="of another payment"),
        pytest.param({"is_new": "yes", "tied_company_code": "D"}, "idle", id="of another company's payment"),
    ],
)
def test_a_settled_payment_is_reckoned_again_for_advice(line: dict[str, Any], found: str):
    assert mode(advised("line_number\n1", **line)) == found


def test_one_new_line_of_advice_among_old_ones_is_news():
    assert mode(advised("line_number  is_new\n1  no\n2  yes")) == "full"
    assert mode(advised("line_number  is_newly_tied\n1  no\n2  yes")) == "full"


def test_a_payment_knows_its_advice_and_whether_that_is_only_presumed():
    [plain] = run_model("sources", night_payments=payments("payment_id\nZ1"))
    assert (plain["has_advice"], plain["is_presumed"], plain["has_postings"]) == (False, False, False)
    [one] = advised("line_number  is_presumed\n1  no\n2  yes")
    assert (one["has_advice"], one["is_presumed"], one["has_postings"]) == (True, True, False)


POSTED = "company_code  payment_id  invoice_number  applied_amount  discount_amount  is_new"
STANDS = "company_code  payment_id  invoice_number  claim_key  amount  discount_amount"


@pytest.mark.parametrize(
    ("posting", "stands", "found"),
    [
        pytest.param("9800  200  yes", "''  9800  200", "idle", id="what stands"),
        pytest.param("9800  0    yes", "''  9800  200", "idle", id="the cash that stands, and no discount"),
        pytest.param(
            "9800  -    yes", "''  9800  200", "idle", id="the cash that stands, and nothing of a discount"
        ),
        pytest.param("9800  100  yes", "''  9800  200", "full", id="another discount"),
        pytest.param("9700  200  yes", "''  9800  200", "full", id="other cash"),
        pytest.param("9700  100  no", "''  9800  200", "idle", id="something else, and did so before"),
        pytest.param("9800  0    yes", "C9  9800  0", "full", id="for a document what stands for a claim"),
    ],
)
def test_a_posting_says(posting: str, stands: str, found: str):
    rows = run_model(
        "sources",
        night_payments=payments("payment_id\nZ1"),
        night_postings=f"{POSTED}\nC  Z1  I1  {posting}",
        night_applications=f"{STANDS}\nC  Z1  I1  {stands}",
    )
    assert (mode(rows), rows[0]["has_postings"]) == (found, True)


def test_a_posting_where_nothing_stands_is_news_to_its_payment_only():
    rows = run_model(
        "sources",
        night_payments=payments("payment_id\nZ1\nZ2"),
        night_postings=f"{POSTED}\nC  Z1  I1  9800  0  yes\nC  Z1  I2  1  0  no",
    )
    assert sorted(columns(rows, "payment_id", "mode", "has_postings")) == [
        ("Z1", "full", True),
        ("Z2", "idle", False),
    ]


@pytest.mark.parametrize(
    ("back", "found"),
    [
        pytest.param({}, "full", id="sent again with another amount"),
        pytest.param({"is_new": "no"}, "idle", id="of an earlier night"),
        pytest.param({"payment_id": "R2"}, "idle", id="that took nothing before"),
        pytest.param({"amount": 0}, "idle", id="of nothing"),
    ],
)
def test_a_payment_is_reckoned_again_for_a_return(back: dict[str, Any], found: str):
    returned = payments(
        "reverses_payment_id\nZ1", **({"payment_id": "R1", "amount": -50, "is_new": "yes"} | back)
    )
    rows = run_model(
        "sources", night_payments=together(payments("payment_id\nZ1"), returned),
        night_applications=f"{STANDS}\nC  R1  I1  ''  -40  0",
    )  # fmt: skip
    assert mode(rows) == found


@pytest.mark.parametrize(
    ("method", "amount", "found"),
    [
        pytest.param("overpayment_used", -300, "full", id="took back of an overpayment that goes back"),
        pytest.param("advice_exact", -300, "idle", id="took off a document that was plainly paid"),
        pytest.param("overpayment_used", 300, "idle", id="paid the document"),
    ],
)
def test_a_payment_is_reckoned_again_that(method: str, amount: int, found: str):
    placed = f"""
        company_code  payment_id  invoice_number  claim_key  amount  discount_amount  method
        C             Z2          I1              ''         300     0                {method}
        C             Z1          I1              ''         {amount}    0                advice_exact"""
    for back, mode_of_it in (
        ({}, found),
        ({"is_new": "no"}, "idle"),
        ({"amount": 0}, "idle"),
        ({"company_code": "D"}, "idle"),
    ):
        returned = payments(
            "payment_id\nR1", **({"reverses_payment_id": "Z2", "amount": -50, "is_new": "yes"} | back)
        )
        rows = run_model(
            "sources",
            night_payments=together(payments("payment_id\nZ1\nZ2"), returned),
            night_applications=placed,
        )
        assert mode(rows) == mode_of_it


PLACED = "company_code  payment_id  invoice_number  claim_key  amount  discount_amount  method"


@pytest.mark.parametrize(
    ("took", "back"),
    [("C  Z1  I2", "Z2"), ("D  Z1  I1", "Z2"), ("C  Z1  I1", "Z3")],
    ids=["off another document", "in another company", "of an overpayment that stays"],
)
def test_a_payment_is_not_reckoned_again_that_took_back(took: str, back: str):
    placed = f"{PLACED}\nC  Z2  I1  ''  300  0  overpayment_used\n{took}  ''  -300  0  advice_exact"
    paid = payments("payment_id  company_code\nZ1  C\nZ2  C\nZ3  C\nZ1  D")
    returned = payments("payment_id\nR1", reverses_payment_id=back, amount=-50, is_new="yes")
    rows = run_model("sources", night_payments=together(paid, returned), night_applications=placed)
    assert [row["mode"] for row in rows if row["payment_id"] == "Z1"] == ["idle", "idle"]


@pytest.mark.parametrize("back", ["Z1", "Z2"], ids=["of it", "of the overpayment that it took back"])
def test_a_payment_is_one_source_whatever_comes_back(back: str):
    returned = payments("payment_id\nR1\nR2", reverses_payment_id=back, amount=-50, is_new="yes")
    placed = "R1  I3  ''  -40  0  x|R2  I3  ''  -40  0  x|Z2  I1  ''  300  0  overpayment_used|Z1  I1  ''  -3  0  x|Z1  I1  C9  -3  0  x"
    rows = run_model(
        "sources",
        night_payments=together(payments("payment_id\nZ1\nZ2"), returned),
        night_applications="\nC  ".join([PLACED, *placed.split("|")]),
    )
    assert mode(rows) == "full"


def moneyless(text: str, **given: Any) -> list[dict[str, Any]]:
    given = {"tied_company_code": "-", "tied_payment_id": "-", "is_used": "no"} | given
    return run_model("sources", night_advice=alike(text, **(ADVICE | given)))


@pytest.mark.parametrize(
    ("lines", "given", "count"),
    [
        pytest.param("1  500\n2  -500", {}, 1, id="whose lines come to nothing"),
        pytest.param("1  500\n2  -499", {}, 0, id="not where they come to a cent"),
        pytest.param("1  500\n2  -500", {"is_used": "yes"}, 0, id="not once it is used"),
        pytest.param("1  500\n2  -500", {"tied_payment_id": "Z1"}, 0, id="not where it belongs to a payment"),
    ],
)
def test_advice_needs_no_money(lines: str, given: dict[str, Any], count: int):
    assert len(moneyless(f"line_number  paid_amount\n{lines}", **given)) == count


def test_one_unused_line_makes_advice_without_money_a_source():
    assert len(moneyless("line_number  paid_amount  is_used\n1  500  yes\n2  -500  no")) == 1


def test_advice_without_money_is_of_its_payer_and_its_earliest_day():
    [found] = moneyless("""
        line_number  paid_amount  remittance_date  arrived_date  company_code
        1            500          2026-02-03       2026-02-04    -
        2            -500         2026-02-02       2026-02-05    C""")
    names = (
        "company_code",
        "payer_id",
        "remittance_id",
        "amount",
        "mode",
        "is_moneyless",
        "has_advice",
        "has_postings",
    )
    assert columns([found], *names) == [("C", "P", "R1", 0, "full", True, True, False)]
    assert (found["value_date"].day, found["arrived_date"].day, found["source_key"]) == (
        2,
        4,
        "advice P R1\n",
    )


def test_each_advice_of_each_payer_comes_to_nothing_by_itself():
    rows = moneyless("""
        remittance_id  payer_id  paid_amount
        R1             P         500
        R2             P         -500
        R1             Q         -500
        R2             Q         500""")
    assert rows == []


def test_sources_are_numbered_by_day_company_and_payment_those_without_money_last():
    rows = run_model(
        "sources",
        night_payments=payments("""
            company_code  payment_id  value_date
            D             Z1          2026-02-01
            C             Z3          2026-02-01
            C             Z2          2026-02-01
            B             Z9          2026-02-02"""),
        night_advice=alike("""
            remittance_id  payer_id  paid_amount  remittance_date  company_code
            R3             P         0            2026-01-01       C
            R2             P         0            2026-01-01       C
            R1             Q         0            2026-01-01       C
            R0             Q         0            2026-01-01       D""", is_used="no"),
    )  # fmt: skip
    keys = [
        row["source_key"].strip().replace("\n", "/") for row in sorted(rows, key=lambda row: row["source_no"])
    ]
    assert keys == [
        "C/Z2",
        "C/Z3",
        "D/Z1",
        "B/Z9",
        "advice P R2",
        "advice P R3",
        "advice Q R1",
        "advice Q R0",
    ]
    assert sorted(column(rows, "source_no")) == [1, 2, 3, 4, 5, 6, 7, 8]
