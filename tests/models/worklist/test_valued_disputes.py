"""What an open dispute should bring, what to do with it, and its place on the worklist."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.models.running import run_model

OPEN = {
    "place": "1",
    "payer_id": "P1",
    "dispute_type": "pricing",
    "dispute_subtype": "percent",
    "evidence_kind": "none",
    "age_band": "0",
    "open_amount": "10000",
    "currency": "EUR",
    "opened_date": "2026-02-20",
    "is_documented": "no",
    "is_contested": "no",
}
CHANCES = "payer_id  dispute_type  dispute_subtype  evidence_kind  age_band  invalid_probability  recovery_probability\n"
ADVISED = "dispute_subtype  documented_action  otherwise_action  is_ours  is_posting_error\n"


def valued(subtype: str = "percent", is_ours: str = "no", **values: str) -> dict[str, object]:
    tables = {name: values.pop(name) for name in list(values) if name not in OPEN}
    is_posting_error = "yes" if subtype == "misapplied_cash" else "no"
    given = {
        "open_disputes": "  ".join(OPEN)
        + "\n"
        + "  ".join({**OPEN, "dispute_subtype": subtype, **values}.values()),
        "probabilities": f"{CHANCES}P1  pricing  {subtype}  none  0  0.4  0.5",
        "currency_terms": "currency  rate  working_cost\nEUR  2  700",
        "subtypes": f"{ADVISED}{subtype}  issue_credit  investigate  {is_ours}  {is_posting_error}",
    }
    [found] = run_model("valued_disputes", **(given | tables))
    return found


@pytest.mark.parametrize(
    ("values", "expected", "ranked"),
    [
        pytest.param({}, 1300, "26", id="what is open by both chances, less what working it costs"),
        pytest.param({"open_amount": "10001"}, 1300, "26", id="less than half a cent is dropped"),
        pytest.param({"open_amount": "10003"}, 1301, "26.02", id="more than half a cent counts"),
        pytest.param({"open_amount": "100"}, -680, "-13.6", id="not worth its cost"),
        pytest.param({"open_amount": "-10000"}, 0, "0", id="money held recovers nothing"),
        pytest.param({"subtype": "misapplied_cash"}, 0, "0", id="a posting of ours withholds nothing"),
        pytest.param(
            {"currency_terms": "currency  rate  working_cost\nUSD  2  700"},
            2000,
            None,
            id="without a rate it costs nothing and is worth nothing known",
        ),
        pytest.param(
            {"judged_disputes": "place  granted_amount\n1  2500"},
            3050,
            "61",
            id="what people judged needs no chance",
        ),
        pytest.param(
            {"judged_disputes": "place  granted_amount\n1  0"},
            4250,
            "85",
            id="all is owed, as good as certainly",
        ),
    ],
)
def test_what_working_a_dispute_should_bring(
    values: dict[str, str], expected: int, ranked: str | None
) -> None:
    found = valued(**values)

    assert found["expected_recovery"] == expected
    assert found["ranked_value"] == (ranked and Decimal(ranked))


def test_a_dispute_without_a_chance_is_listed_all_the_same() -> None:
    assert valued(probabilities="")["expected_recovery"] is None


WINDOW = "payer_id  dispute_type  opens_after_days  closes_after_days\nP1  pricing  5  30"


def test_the_window_of_a_dispute() -> None:
    found = valued(case_windows=WINDOW)
    assert (str(found["window_opens"]), str(found["window_closes"])) == ("2026-02-25", "2026-03-22")

    held = valued(case_windows=WINDOW, open_amount="-10000")
    assert (held["window_opens"], held["window_closes"]) == (None, None)


CANDIDATE, AUDITED = "place  is_audited\n1  no", "place  is_audited\n1  yes"
GRANTED, DENIED = "place  granted_amount\n1  2500", "place  granted_amount\n1  0"


@pytest.mark.parametrize(
    ("values", "action", "is_sample"),
    [
        pytest.param({}, "investigate", False, id="no papers"),
        pytest.param({"is_documented": "yes"}, "issue_credit", False, id="papers show the type"),
        pytest.param(
            {"is_contested": "yes", "is_documented": "yes"},
            "collect",
            False,
            id="papers contradict the payer",
        ),
        pytest.param(
            {"is_contested": "yes", "is_documented": "yes", "is_ours": "yes"},
            "issue_credit",
            False,
            id="but it is a fault of ours",
        ),
        pytest.param(
            {"subtype": "misapplied_cash", "open_amount": "-10000"},
            "issue_credit",
            False,
            id="a posting of ours: what its papers say",
        ),
        pytest.param(
            {"open_amount": "-10000", "judged_disputes": GRANTED}, "refund_or_hold", False, id="money held"
        ),
        pytest.param(
            {"judged_disputes": GRANTED, "write_off_candidates": CANDIDATE},
            "issue_credit",
            False,
            id="people granted some of it",
        ),
        pytest.param(
            {"judged_disputes": DENIED, "write_off_candidates": CANDIDATE},
            "write_off",
            False,
            id="denied, and small",
        ),
        pytest.param(
            {"judged_disputes": DENIED, "write_off_candidates": AUDITED},
            "collect",
            True,
            id="denied, small, and audited",
        ),
        pytest.param({"judged_disputes": DENIED}, "collect", False, id="denied"),
        pytest.param(
            {"write_off_candidates": CANDIDATE, "is_documented": "yes"}, "write_off", False, id="small"
        ),
        pytest.param(
            {"write_off_candidates": AUDITED, "is_documented": "yes", "is_contested": "yes"},
            "investigate",
            True,
            id="small, and audited",
        ),
    ],
)
def test_what_is_recommended(values: dict[str, str], action: str, is_sample: bool) -> None:
    found = valued(**values)

    assert (found["recommended_action"], found["is_audit_sample"]) == (action, is_sample)
