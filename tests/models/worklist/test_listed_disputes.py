"""The row of a dispute on the worklist, in words."""

from __future__ import annotations

import pytest

from tests.models.running import run_model

ROW = {
    "tier": "2",
    "days_left": "-",
    "window_opens": "-",
    "urgency": "1",
    "shared_count": "1",
    "shared_value": "10",
    "recommended_action": "collect",
    "is_audit_sample": "no",
    "expected_recovery": "1300",
    "invalid_probability": "0.4",
    "recovery_probability": "0.5",
    "invalid_cases": "3",
    "recovery_cases": "2",
    "payer_cases": "1",
    "working_cost": "700",
    "granted_amount": "-",
    "rate": "-",
    "ranked_value": "26",
    "currency": "USD",
    "open_amount": "10000",
    "dispute_subtype": "percent",
    "original_amount": "10000",
    "explanation": "-",
}
RANKED = ("tier", "days_left", "window_opens", "urgency", "shared_count", "shared_value")
VALUED = (
    "recommended_action",
    "is_audit_sample",
    "expected_recovery",
    "invalid_probability",
    "recovery_probability",
    "invalid_cases",
    "recovery_cases",
    "payer_cases",
    "working_cost",
    "granted_amount",
    "rate",
    "ranked_value",
)
VARIANCE = ("currency", "open_amount", "original_amount", "dispute_subtype", "explanation")


def listed(**values: str) -> dict[str, object]:
    row = {"place": "1"} | ROW | values

    def table(names: tuple[str, ...], **more: str) -> str:
        cells = {name: row[name] for name in ("place", *names)} | more
        return "  ".join(cells) + "\n" + "  ".join(cells.values())

    [found] = run_model(
        "listed_disputes",
        worked_disputes=table(RANKED),
        valued_disputes=table(VALUED),
        book_payers="payer_id  name\nP1  Acme",
        book_variances=table(VARIANCE, payer_id="P1", opened_date="2026-02-20"),
        caused_disputes="place  root_cause_id\n1  R1",
    )
    return found


SUM = (
    "13.00 USD = 100.00 USD × 40 % payer wrong (3 cases like it, "
    "1 of this payer) × 50 % recovered (2 cases) − 7.00 USD to work it"
)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        pytest.param({}, SUM, id="its chances, in the reporting currency"),
        pytest.param(
            {"tier": "1", "days_left": "3"},
            "The window closes in 3 days: " + SUM,
            id="its window closes soon",
        ),
        pytest.param(
            {"tier": "3", "window_opens": "2026-03-09"},
            "Parked until the window opens on 2026-03-09: " + SUM,
            id="its window is not open",
        ),
        pytest.param(
            {"tier": "4", "days_left": "-2"},
            "The window closed 2 days ago: " + SUM,
            id="its window is closed",
        ),
        pytest.param({"tier": "5"}, "Within the limits of a write-off: " + SUM, id="it is small"),
        pytest.param(
            {"open_amount": "-100", "expected_recovery": "0"},
            "money that we hold, nothing to recover",
            id="money held",
        ),
        pytest.param(
            {"dispute_subtype": "misapplied_cash", "expected_recovery": "0"},
            "a posting to put right, nothing to recover",
            id="a posting of ours",
        ),
        pytest.param(
            {"granted_amount": "0"},
            SUM.replace("3 cases like it, 1 of this payer", "so judged by people"),
            id="judged by people",
        ),
        pytest.param(
            {"currency": "EUR", "rate": "1.10000000"},
            SUM.replace("USD", "EUR") + "; at 1.1 that is 26.00 USD",
            id="in another currency",
        ),
        pytest.param(
            {"currency": "EUR"},
            SUM.replace("USD", "EUR") + "; last of its kind, for the policy has no rate for EUR",
            id="in a currency without a rate",
        ),
        pytest.param(
            {"currency": "EUR", "open_amount": "-100", "expected_recovery": "0"},
            "money that we hold, nothing to recover",
            id="money held in another currency",
        ),
        pytest.param({"urgency": "1.71"}, SUM + "; × 1.71, for the window closes", id="urgent"),
        pytest.param(
            {"shared_count": "3", "shared_value": "50"},
            SUM + "; ranked with 2 more of one cause, together 50.00 USD",
            id="of one cause with others",
        ),
        pytest.param(
            {"shared_count": "2", "shared_value": "-"},
            SUM + "; ranked with 1 more of one cause, together of unknown worth",
            id="of a cause without a rate",
        ),
        pytest.param(
            {"is_audit_sample": "yes"}, SUM + "; small, but drawn for the audit sample", id="audited"
        ),
    ],
)
def test_why_a_dispute_has_its_place_on_the_worklist(values: dict[str, str], reason: str) -> None:
    assert listed(**values)["priority_reason"] == reason


def test_the_row_of_a_dispute() -> None:
    found = listed(explanation="Two percent taken.")

    assert (found["payer_name"], found["root_cause_id"], found["age_days"], found["policy_version"]) == (
        "Acme",
        "R1",
        10,
        "policy",
    )
    assert (found["open_amount"], found["expected_recovery"]) == (100, 13)
    assert found["explanation"] == "Two percent taken."
    assert listed()["explanation"] == "Difference of 100.00 USD without an explanation yet."
