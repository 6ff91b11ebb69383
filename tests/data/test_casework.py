"""Simulated people and the score of the learned chances, on cases that can be followed by hand."""

from __future__ import annotations

import gzip
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from data.case_simulation.chances import Brier, outcomes, score_chances
from data.case_simulation.nights import known_kinds
from data.case_simulation.people import People, draw, key_of
from data.case_simulation.proof import conserved
from data.case_simulation.zones import business_days

TODAY = date(2026, 3, 10)
NAMES = [f"d{number}" for number in range(200)]


def listed(name: str, **others: Any) -> dict[str, Any]:
    return {
        "dispute_id": name, "company_code": "1000", "payment_id": f"P{name}", "invoice_number": f"I{name}",
        "claim_number": None, "payer_id": "C1", "currency": "GBP", "original_amount": Decimal("10.000"),
        "open_amount": Decimal("10.000"), "age_days": 3,
    } | others  # fmt: skip


def people(kind: str) -> People:
    return People({key_of(listed(name)): kind for name in NAMES})


def worked(kind: str) -> tuple[dict[str, list[str]], dict[str, str]]:
    """Resolutions of every dispute in order, and what followed of each, over forty days."""
    crowd, open_cases = people(kind), set(NAMES)
    resolved: dict[str, list[str]] = {name: [] for name in NAMES}
    followed: dict[str, str] = {}
    for day in range(40):
        rows = crowd.act([listed(name) for name in open_cases], TODAY + timedelta(days=day))
        for row in rows.get("dispute_activity", []):
            if row["kind"] == "resolved":
                resolved[row["dispute_id"]].append(row["resolution"])
                if row["resolution"] in ("lost", "written_off"):
                    followed[row["dispute_id"]] = row["resolution"]
        for row in rows.get("invoices", []):
            followed[row["original_invoice_number"][1:]] = "credit"
        for row in rows.get("remittances", []):
            followed[row["invoice_reference"][1:]] = "repay"
        open_cases -= set(followed)
    return resolved, followed


def test_who_is_right_follows_the_truth_and_what_comes_of_it_follows_the_decision() -> None:
    for kind, denied_most in (("contract_price", False), ("deduction_twice", True)):
        resolved, followed = worked(kind)
        denied = {name for name in NAMES if resolved[name][0] == "denied"}
        assert (len(denied) > 150) is denied_most and (len(denied) < 80) is not denied_most
        assert {followed[name] for name in denied} <= {"repay", "lost"}
        assert {followed[name] for name in set(NAMES) - denied} <= {"credit"}


def test_without_a_document_there_is_nothing_to_credit_or_repay() -> None:
    crowd = People({key_of(listed("d1", invoice_number=None)): "promotion"})
    row = listed("d1", invoice_number=None)
    kinds = [
        (extract, activity.get("resolution"))
        for day in range(60)
        for extract, rows in crowd.act([row], TODAY + timedelta(days=day)).items()
        for activity in rows
    ]
    assert {extract for extract, _ in kinds} == {"dispute_activity"}
    assert kinds[-1][1] in ("lost", "written_off")


def test_what_the_truth_settles_is_left_alone_and_the_same_nights_make_the_same_people() -> None:
    assert People({}).act([listed(name) for name in NAMES], TODAY) == {}
    rows = [listed(name) for name in NAMES]
    assert people("tax").act(rows, TODAY) == people("tax").act(rows[::-1], TODAY)
    assert 0 <= draw("a", 1) < 1 and draw("a", 1) == draw("a", 1) != draw("a", 2)


def night(lake: Path, table: str, on: date, rows: list[dict[str, Any]]) -> None:
    folder = lake / table / f"business_date={on}"
    folder.mkdir(parents=True)
    pl.DataFrame(rows, infer_schema_length=None).write_parquet(folder / "part-0.parquet")


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    """Forty disputes closed on the second night, half of them the payer's fault; forty more listed that night with
    what was known by then, and closed on the third, three of four the payer's fault."""
    first, second = [f"a{n}" for n in range(40)], [f"b{n}" for n in range(40)]

    def event(
        name: str, event: str, amount: str | None, status: str | None = None, text: str = ""
    ) -> dict[str, Any]:
        money = None if amount is None else Decimal(amount)
        return {"dispute_id": name, "event_number": 1 if status is None else 2, "event": event, "to_status": status,
                "amount": money, "text": text}  # fmt: skip

    def closed(name: str, event_name: str) -> list[dict[str, Any]]:
        return [event(name, event_name, "10.000"), event(name, "closed", None, "resolved")]

    def row(name: str, wrong: float, recovered: float) -> dict[str, Any]:
        return {"dispute_id": name, "invalid_probability": wrong, "recovery_probability": recovered}

    night(tmp_path, "worklist", TODAY, [row(name, 0.5, 0.5) for name in first])
    night(tmp_path, "worklist", TODAY + timedelta(1), [row(name, 0.7, 0.9) for name in second])
    past = [e for n, name in enumerate(first) for e in closed(name, "repaid" if n % 2 else "credited")]
    later = [e for n, name in enumerate(second) for e in closed(name, "repaid" if n % 4 else "credited")]
    night(tmp_path, "dispute_history", TODAY + timedelta(1), past)
    night(tmp_path, "dispute_history", TODAY + timedelta(2), later)
    return tmp_path


def test_chances_are_scored_against_what_was_known_when_they_were_stated(lake: Path) -> None:
    assert outcomes(lake).group_by("outcome").len().sort("outcome").rows() == [
        ("recovered", 50),
        ("valid", 30),
    ]
    wrong, recovered = score_chances(lake)
    # Stated 0.7 where 30 of 40 were wrong: (30 × 0.3² + 10 × 0.7²) / 40; the share of the first forty was 0.5.
    assert (wrong.cases, round(wrong.learned, 4), wrong.average) == (40, 0.19, 0.25)
    assert wrong.is_better
    # Only 20 were known to be wrong then: too few to have an average.
    assert recovered.cases == 0


def test_scores_of_several_zones_are_weighed_by_their_cases() -> None:
    one, other = Brier("x", 30, 0.1, 0.3, 0.5), Brier("x", 10, 0.5, 0.1, 0.9)
    both = one.together(other)
    assert (both.cases, round(both.learned, 9), round(both.average, 9), round(both.share, 9)) == (
        40,
        0.2,
        0.25,
        0.6,
    )
    assert str(both).endswith(": yes") and str(other).endswith(": NO")
    assert one.together(Brier("x", 0, 0.0, 0.0, 0.0)) == one


def test_people_leave_alone_what_a_credit_memo_cannot_tell_apart(tmp_path: Path) -> None:
    """The first two withhold the same of one document; the fifth is closed by the truth."""
    header = "company_code,payment_id,invoice_number,amount,open_amount,closed_date,kind"
    listed = [
        "P1,I1,5.00,5.00,,tax", "P2,I1,5.00,5.00,,tax", "P3,I1,6.00,6.00,,tax", "P4,I2,5.00,5.00,,tax",
        "P5,I3,5.00,0.00,2026-03-09,tax",
    ]  # fmt: skip
    with gzip.open(tmp_path / "truth_disputes.csv.gz", "wt") as file:
        file.write("\n".join([header, *(f"1000,{row}" for row in listed)]))
    assert sorted(known_kinds(tmp_path)) == [("1000", "P3", "I1", 6000), ("1000", "P4", "I2", 5000)]


def test_the_sample_s_nights_go_on_after_its_last_folder() -> None:
    assert business_days(date(2026, 3, 5), 4) == [
        date(2026, 3, 5),
        date(2026, 3, 6),
        date(2026, 3, 9),
        date(2026, 3, 10),
    ]


@pytest.mark.parametrize(
    ("credited", "answer"),
    [("4.000", ": 0: yes"), ("3.000", ": 1: NO")],
    ids=["as its history says", "otherwise"],
)
def test_money_of_a_case_is_held_against_its_history(tmp_path: Path, credited: str, answer: str) -> None:
    """10 withheld on the first night, 4 of it credited on the second."""
    columns = ("original", "open", "credited", "repaid", "written_off", "withdrawn")

    def listed(*amounts: str) -> list[dict[str, Any]]:
        money = {f"{name}_amount": Decimal(amount) for name, amount in zip(columns, amounts, strict=True)}
        return [{"dispute_id": "d", **money}]

    def told(event: str, amount: str) -> list[dict[str, Any]]:
        return [{"dispute_id": "d", "event_number": 1, "event": event, "amount": Decimal(amount)}]

    night(tmp_path, "worklist", TODAY, listed("10.000", "10.000", "0.000", "0.000", "0.000", "0.000"))
    night(
        tmp_path,
        "worklist",
        TODAY + timedelta(1),
        listed("10.000", "6.000", credited, "0.000", "0.000", "0.000"),
    )
    night(tmp_path, "dispute_history", TODAY, told("opened", "10.000"))
    night(tmp_path, "dispute_history", TODAY + timedelta(1), told("credited", "4.000"))
    assert conserved(tmp_path).endswith(answer)
