"""What is on the worklist, what to do about it, what it is worth and what comes first."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pyarrow as pa
import pytest

from pipelines.policy import Policy, load_policy
from pipelines.policy_rules import Window
from pipelines.tables import BOOKS, PUBLISHED
from pipelines.worklist import build_worklist
from tests.casebook import NIGHT, case, minor, rows_of, variances

ANY = Window(None, None, 0, 180)


def policy(**changed: Any) -> Policy:
    """Shipped, but for rates and shares that can be reckoned by hand: of a short shipment 0.5 × 0.8 come back."""
    values = {
        "rates": {"GBP": Decimal(1), "EUR": Decimal("0.85"), "JPY": Decimal("0.005")},
        "invalid_probabilities": dict.fromkeys((*SUBTYPES, "issue_credit", "collect"), Decimal("0.5")),
        "recovery_probabilities": {
            "short_ship": Decimal("0.8"), "pricing": Decimal("0.9"), "billing_error": Decimal("0.6"),
            "duplicate": Decimal("0.8"), "other": Decimal("0.8"),
        },
        "write_off_audit_percent": Decimal(0),
        "default_owner": "desk",
    }  # fmt: skip
    return replace(load_policy(), **values | changed)


PAYERS = rows_of(
    BOOKS["book_payers"],
    {"payer_id": "C1", "name": "Acme", "collector": "mia", "is_live": True},
    {"payer_id": "C2", "name": "Birch", "collector": None, "is_live": True},
)


def listed(
    *cases: dict[str, Any], books: dict[str, pa.Table] | None = None, **changed: Any
) -> list[dict[str, Any]]:
    """The worklist of these cases, most urgent first; `changed`: values of the policy."""
    tables = {"book_variances": variances(*cases), "book_payers": PAYERS} | (books or {})
    return build_worklist(tables, policy(**changed), NIGHT)["worklist"].sort_by("priority").to_pylist()


def because(basis: str) -> list[dict[str, Any]]:
    return [{"hypothesis": "pricing/contract_price", "amount": Decimal("9.000"), "basis": basis}]


def typed(subtype: str, amount: str = "500.00", **others: Any) -> dict[str, Any]:
    main = next(main for main, subtypes in SUBTYPES.items() if subtype in subtypes)
    return case("D1", amount, dispute_type=main, dispute_subtype=subtype, **others)


SUBTYPES = {
    "short_ship": ("quantity", "missing_line", "damaged_or_returned"),
    "pricing": ("contract_price", "percent"),
    "billing_error": ("tax", "freight", "arithmetic", "misapplied_cash"),
    "duplicate": ("invoice", "payment", "deduction", "already_credited"),
    "other": ("unearned_discount", "promotion", "compliance", "overpayment", "unexplained"),
}


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
        pytest.param(typed("tax"), "issue_credit", id="tax not owed"),
        pytest.param(typed("freight"), "issue_credit", id="freight not owed"),
        pytest.param(typed("arithmetic"), "issue_credit", id="our document does not add up"),
        pytest.param(typed("invoice"), "issue_credit", id="billed twice"),
        pytest.param(
            typed("quantity", confidence=0.5), "investigate", id="documented, but something else fits"
        ),
        pytest.param(
            typed("quantity", evidence=because("arithmetic: 2 of 10 × A")),
            "investigate",
            id="arithmetic alone",
        ),
        pytest.param(
            typed("freight", evidence=because("the payer's code 30")),
            "investigate",
            id="the payer's word alone",
        ),
        pytest.param(typed("tax", evidence=[]), "investigate", id="no evidence"),
        pytest.param(
            typed("unexplained", is_contested=True, evidence=because("tried: deliveries"), confidence=0.1),
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


TOLD = re.compile(
    r"(-?[\d.]+) [A-Z]{3} = ([\d.]+) [A-Z]{3} × (\d+) % .* × (\d+) % .* − ([\d.]+) [A-Z]{3} to work it"
)
IN_RANKED_CURRENCY = re.compile(r"; at ([\d.]+) that is (-?[\d.]+) GBP")


def test_every_rank_can_be_reckoned_again_from_its_line() -> None:
    """Urgent, foreign, of one cause, without a rate: each line has all that its rank rests on."""
    prices = {"explanation": "Deduction: 3 × SKU-7 billed at 5.00, agreed 4.00."}
    shared = {
        "dispute_type": "pricing",
        "dispute_subtype": "contract_price",
        "evidence": because("agreement: 1.00"),
    }
    rows = listed(
        case("D1", "377.77"),
        case("D2", "1033.33", currency="EUR"), case("D3", "90001", currency="JPY"), case("D4", "500.55", currency="CHF"),
        case("D5", "64.10", **shared, **prices), case("D6", "70.70", **shared, **prices),
        case("D7", "450.45", opened=date(2026, 2, 13)), case("D8", "80.00", currency="EUR", opened=date(2026, 2, 13)),
        windows=(Window(None, None, 0, 30),),
    )  # fmt: skip
    ranks = []
    for row in rows:
        line = row["priority_reason"]
        found = TOLD.search(line)
        assert found, line
        value, amount, wrong, pays, cost = (Decimal(number) for number in found.groups())
        reckoned = (amount * wrong * pays / 10000).quantize(
            Decimal(1).scaleb(value.as_tuple().exponent), ROUND_HALF_UP
        )
        assert (value, value) == (reckoned - cost, row["expected_recovery"])
        if at := IN_RANKED_CURRENCY.search(line):
            rate, there = map(Decimal, at.groups())
            assert there == (value * rate).quantize(Decimal("0.01"), ROUND_HALF_UP)
            value = there
        if "no rate" in line:
            value = Decimal("-Infinity")
        if urgent := re.search(r"; × ([\d.]+), for", line):
            value *= Decimal(urgent[1])
        if together := re.search(r"ranked with 1 more of one cause, together ([\d.]+) GBP", line):
            value = Decimal(together[1])
        ranks.append((row["priority_tier"], -value))
    assert ranks == sorted(ranks)
    lines = {row["dispute_id"]: row["priority_reason"] for row in rows}
    # Opened on 13 February, closes after 30 days: 5 left of the 14 in which it is urgent: 1 + 9 / 14.
    assert lines["D7"].startswith("The window closes in 5 days: ") and lines["D7"].endswith(
        "; × 1.64, for the window closes"
    )
    # 0.5 × 0.9 of 64.10 and 70.70, less 10 each.
    assert "together 40.67 GBP" in lines["D5"] and "together 40.67 GBP" in lines["D6"]
    assert "the policy has no rate for CHF" in lines["D4"]


def test_a_posting_to_put_right_brings_no_money() -> None:
    (row,) = listed(typed("misapplied_cash", slot="misapplied"))
    assert (row["expected_recovery"], row["priority_reason"]) == (
        0,
        "a posting to put right, nothing to recover",
    )


def test_priority_is_tier_then_worth_at_policy_rates_then_id() -> None:
    windows = (
        ANY,
        Window("C2", None, 30, 60),
        Window(None, "pricing", 0, 20),
        Window(None, "duplicate", 0, 7),
    )
    disputes = [
        case("small but urgent", "60.00", dispute_type="pricing", dispute_subtype="contract_price"),
        case("b", "900.00"),
        case("a", "900.00"),
        case("euros", "1000.00", currency="EUR"),
        case("yen", "900000", currency="JPY"),
        case("no rate", "9999.00", currency="CHF"),
        case("held", "-900.00", dispute_type="other", dispute_subtype="overpayment"),
        case("parked", "99999.00", payer_id="C2"),
        case("too late", "99999.00", dispute_type="duplicate", dispute_subtype="deduction"),
        case("write off", "4.00"),
    ]
    rows = listed(*(row | {"evidence": because(row["variance_id"])} for row in disputes), windows=windows)
    assert [row["priority"] for row in rows] == list(range(1, 11))
    assert [row["dispute_id"] for row in rows] == [
        "small but urgent", "yen", "a", "b", "euros", "held", "no rate", "parked", "too late", "write off",
    ]  # fmt: skip


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
    cases = [case(f"D{number}", "50.00", evidence=because("same")) for number in range(5)]
    one, other = listed(*cases), listed(*cases[::-1])
    assert one == other
    for name, empty in build_worklist({}, policy(), NIGHT).items():
        assert (empty.num_rows, empty.schema) == (0, PUBLISHED[name].arrow_schema)
