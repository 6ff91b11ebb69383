"""What is on the worklist, what to do about it, what it is worth and what comes first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from pipelines.policy import Policy, load_policy
from pipelines.policy_rules import Window
from pipelines.tables import BOOKS, PUBLISHED
from pipelines.worklist import build_worklist
from tests.casebook import NIGHT, case, rows_of, variances

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
