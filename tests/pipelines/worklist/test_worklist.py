"""What is on the worklist, what to do about it, what it is worth and what comes first."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from pipelines.catalog import BOOKS, PUBLISHED
from pipelines.policy.rules import Window
from pipelines.worklist import build_worklist
from tests.casebook import NIGHT, case, minor, rows_of
from tests.pipelines.worklist.listing import because, listed, policy, typed


def test_only_open_disputes_are_listed_with_their_ledger() -> None:
    rows = listed(
        case("D1", "50.00", "20.00", credited="10.00", repaid="20.00"),
        case("D2", "50.00", "0", repaid="50.00", status="resolved"),
        case("D3", "0", "0", outcome="earned_discount", opened=None, status=None),
    )
    assert [row["dispute_id"] for row in rows] == ["D1"]
    assert [str(rows[0][f"{column}_amount"]) for column in ("original", "open", "credited", "repaid")] == [
        "50.000", "20.000", "10.000", "20.000",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("dispute", "action"),
    [
        pytest.param(typed("contract_price"), "issue_credit", id="billed above the agreement"),
        pytest.param(typed("quantity"), "issue_credit", id="proof of delivery shows fewer units"),
        pytest.param(
            typed("tax", **because("our own check: 2 lines are taxed at 20 %, 12 documents at 0 %")),
            "issue_credit",
            id="tax above the payer's usual rate",
        ),
        pytest.param(
            typed("tax", **because("arithmetic: all the tax of the document", "arithmetic")),
            "investigate",
            id="all the tax withheld: it may well be owed",
        ),
        pytest.param(
            typed("freight", **because("our own check: the freight, which 9 documents do not have")),
            "issue_credit",
            id="freight for a payer who is billed none",
        ),
        pytest.param(
            typed("freight", **because("arithmetic: the freight", "arithmetic")),
            "investigate",
            id="the freight withheld: it may well be owed",
        ),
        pytest.param(typed("arithmetic"), "issue_credit", id="our document does not add up"),
        pytest.param(typed("invoice"), "issue_credit", id="billed twice"),
        pytest.param(
            typed("quantity", confidence=0.5), "investigate", id="documented, but something else fits"
        ),
        pytest.param(
            typed("quantity", **because("arithmetic: 2 of 10 × A", "arithmetic")),
            "investigate",
            id="arithmetic alone",
        ),
        pytest.param(
            typed("freight", **because("the payer's code 30", "payer")),
            "investigate",
            id="the payer's word alone",
        ),
        pytest.param(typed("tax", evidence=[], evidence_source=None), "investigate", id="no evidence"),
        pytest.param(
            typed("unexplained", is_contested=True, **because("tried: deliveries", "none"), confidence=0.1),
            "collect",
            id="the delivery refutes the shortage stated, nothing else fits",
        ),
        pytest.param(typed("deduction"), "collect", id="deducted twice"),
        pytest.param(typed("already_credited"), "collect", id="credited before"),
        pytest.param(typed("unearned_discount"), "collect", id="discount taken late"),
        pytest.param(typed("percent", is_contested=True), "collect", id="the papers contradict the payer"),
        pytest.param(typed("tax", is_contested=True), "issue_credit", id="another fault, but ours"),
        pytest.param(typed("misapplied_cash"), "investigate", id="our posting is to be looked at"),
        pytest.param(typed("misapplied_cash", "-3.00"), "investigate", id="the other way round too"),
        pytest.param(typed("overpayment", "-500.00"), "refund_or_hold", id="paid too much"),
        pytest.param(typed("payment", "-3.00"), "refund_or_hold", id="paid twice, however little"),
        pytest.param(typed("contract_price", "5.00"), "write_off", id="costs more than it brings"),
        pytest.param(typed("contract_price", "5.01"), "issue_credit", id="a penny above the limit"),
        pytest.param(typed("quantity", "1000", currency="JPY"), "write_off", id="the limit in yen"),
        pytest.param(typed("quantity", "1001", currency="JPY"), "issue_credit", id="a yen above it"),
        pytest.param(typed("promotion"), "investigate", id="promotion"),
        pytest.param(typed("unexplained", confidence=0.0), "investigate", id="unexplained"),
    ],
)
def test_recommended_action(dispute: dict[str, Any], action: str) -> None:
    assert [row["recommended_action"] for row in listed(dispute)] == [action]


@pytest.mark.parametrize(
    ("dispute", "expected"),
    [
        pytest.param(typed("quantity", "100.00"), "30.000", id="100 at 40 % less 10"),
        pytest.param(typed("quantity", "100.01"), "30.000", id="40.004 is 40.00"),
        pytest.param(typed("contract_price", "100.10"), "35.050", id="45.045 is 45.05: half up"),
        pytest.param(typed("quantity", "24.00"), "-0.400", id="9.60 less 10: costs more than it brings"),
        pytest.param(typed("quantity", "10001", currency="JPY"), "2000.000", id="4000 yen less 2000"),
        pytest.param(typed("overpayment", "-500.00"), "0.000", id="money that we hold is not recovered"),
        pytest.param(typed("quantity", "100.00", currency="CHF"), "40.000", id="no rate: cost not known"),
    ],
)
def test_expected_recovery(dispute: dict[str, Any], expected: str) -> None:
    assert [str(row["expected_recovery"]) for row in listed(dispute)] == [expected]


@pytest.mark.parametrize(
    ("granted", "credited", "action", "left", "expected"),
    [
        pytest.param(None, "0.00", "issue_credit", None, "150.00", id="not judged: as papers say, 0.5 × 0.8"),
        pytest.param("0.00", "0.00", "collect", "0.000", "306.80", id="denied: 400 × 0.99 × 0.8"),
        pytest.param("400.00", "0.00", "issue_credit", "400.000", "-6.80", id="granted: 400 × 0.01 × 0.8"),
        pytest.param(
            "100.00", "0.00", "issue_credit", "100.000", "230.00", id="100 granted: 400 × 0.75 × 0.8"
        ),
        pytest.param(
            "100.00",
            "100.00",
            "collect",
            "0.000",
            "227.60",
            id="100 granted and credited: 300 are to be paid",
        ),
        pytest.param(
            "100.00", "60.00", "issue_credit", "40.000", "229.36", id="100 granted, 60 credited: 40 to go"
        ),
    ],
)
def test_what_people_judged_counts_for_more_than_papers_and_chances(
    granted: str | None, credited: str, action: str, left: str | None, expected: str
) -> None:
    known = {
        "dispute_id": "D1",
        "granted_amount": None if granted is None else minor(granted),
        "is_live": True,
    }
    left_open = str(Decimal("400.00") - Decimal(credited))
    dispute = typed("quantity", "400.00", open=left_open, credited=credited)
    (row,) = listed(
        dispute, books={"book_cases": rows_of(BOOKS["book_cases"], known)}, working_cost=Decimal(10)
    )
    assert row["recommended_action"] == action
    assert row["granted_amount"] == (None if left is None else Decimal(left))
    assert row["expected_recovery"] == Decimal(expected)


WINDOWS = (
    Window(None, None, 0, 180), Window(None, "short_ship", 1, 20), Window("C1", None, 2, None),
    Window("C1", "short_ship", 3, 40),
)  # fmt: skip


@pytest.mark.parametrize(
    ("payer_id", "subtype", "opens", "closes"),
    [
        ("C1", "quantity", 3, 40), ("C1", "tax", 2, None), ("C2", "quantity", 1, 20), ("C2", "tax", 0, 180),
    ],
    ids=["payer and type", "payer", "type", "any"],
)  # fmt: skip
def test_the_most_telling_window_wins(payer_id: str, subtype: str, opens: int, closes: int | None) -> None:
    opened = date(2026, 3, 2)
    (row,) = listed(typed(subtype, payer_id=payer_id, opened=opened), windows=WINDOWS)
    assert row["window_opens"] == opened + timedelta(days=opens)
    assert row["window_closes"] == (None if closes is None else opened + timedelta(days=closes))


def test_dates_and_owner() -> None:
    rows = listed(
        case("D1", "900.00", owner="bob"), case("D2", "800.00"), case("D3", "700.00", payer_id="C2"),
        case("D4", "600.00", payer_id="unknown"),
    )  # fmt: skip
    assert [row["owner"] for row in rows] == ["bob", "mia", "desk", "desk"]
    assert [row["payer_name"] for row in rows] == ["Acme", "Acme", "Birch", None]
    assert {(row["age_days"], row["due_date"]) for row in rows} == {(8, date(2026, 3, 16))}


def test_a_dispute_without_a_sentence_gets_one() -> None:
    (row,) = listed(case("D1", "50.00", explanation=None))
    assert row["explanation"] == "Difference of 50.00 GBP without an explanation yet."


def test_order_of_rows_does_not_matter_and_the_table_is_as_declared() -> None:
    cases = [case(f"D{number}", "50.00", **because("same")) for number in range(5)]
    one, other = listed(*cases), listed(*cases[::-1])
    assert one == other
    for name, empty in build_worklist({}, policy(), NIGHT).items():
        assert (empty.num_rows, empty.schema) == (0, PUBLISHED[name].arrow_schema)
