"""What comes first, and that every rank can be reckoned again from the line that explains it."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from pipelines.policy.rules import Window
from tests.casebook import case
from tests.pipelines.worklist.listing import ANY, because, listed, typed

TOLD = re.compile(
    r"(-?[\d.]+) [A-Z]{3} = ([\d.]+) [A-Z]{3} × (\d+) % .* × (\d+) % .* − ([\d.]+) [A-Z]{3} to work it"
)
IN_RANKED_CURRENCY = re.compile(r"; at ([\d.]+) that is (-?[\d.]+) GBP")


def told(row: dict[str, Any]) -> Decimal:
    """What a row is ranked by within its tier, reckoned from its line alone; its parts must tie out on the way."""
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
    together = re.search(r"ranked with 1 more of one cause, together ([\d.]+) GBP", line)
    return Decimal(together[1]) if together else value


def test_every_rank_can_be_reckoned_again_from_its_line() -> None:
    """Urgent, foreign, of one cause, without a rate: each line has all that its rank rests on."""
    shared = {
        "dispute_type": "pricing", "dispute_subtype": "contract_price", **because("agreement: 1.00"),
        "explanation": "Deduction: 3 × SKU-7 billed at 5.00, agreed 4.00.",
    }  # fmt: skip
    rows = listed(
        case("D1", "377.77"),
        case("D2", "1033.33", currency="EUR"), case("D3", "90001", currency="JPY"), case("D4", "500.55", currency="CHF"),
        case("D5", "64.10", **shared), case("D6", "70.70", **shared),
        case("D7", "450.45", opened=date(2026, 2, 13)), case("D8", "80.00", currency="EUR", opened=date(2026, 2, 13)),
        windows=(Window(None, None, 0, 30),),
    )  # fmt: skip
    ranks = [(row["priority_tier"], -told(row)) for row in rows]
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
    rows = listed(*(row | because(row["variance_id"]) for row in disputes), windows=windows)
    assert [row["priority"] for row in rows] == list(range(1, 11))
    assert [row["dispute_id"] for row in rows] == [
        "small but urgent", "yen", "a", "b", "euros", "held", "no rate", "parked", "too late", "write off",
    ]  # fmt: skip
