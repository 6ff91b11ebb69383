"""What people do with a night: a dispute as a page, activity on it, the payers' statements."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assets.cli import main
from pipelines.lake import Lake, compaction
from tests.assets.landing import MONDAY, TUESDAY, WEDNESDAY, copy_site, make_night, put
from tests.assets.test_command import rows, run

THURSDAY, FRIDAY = "2026-03-05", "2026-03-06"
ACTIVITY = (
    "activity_id,dispute_id,at,actor,kind,status,resolution,amount,text\n"
    "A1,{0},2026-03-04T09:00:00Z,bob,assigned,,,,bob\n"
    "A2,{0},2026-03-04T10:00:00Z,bob,resolved,,denied,,goods were received\n"
    "A3,{0},2026-03-04T11:00:00Z,bob,status_changed,resolved,,,\n"
    "A4,nobody,2026-03-04T11:00:00Z,bob,note,,,,what is this\n"
)


@pytest.fixture(scope="module")
def decided(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two nights, and on the third what people did with the one dispute."""
    site = copy_site(made / TUESDAY, tmp_path_factory.mktemp("decided"))
    (row,) = rows(site / "lake", "worklist", TUESDAY)
    put(site / "extracts", "dispute_activity", WEDNESDAY, ACTIVITY.format(row["dispute_id"]))
    make_night(site, WEDNESDAY)
    return site


@pytest.fixture
def dispute(decided: Path, zone: Path, lake: Path, tmp_path: Path) -> str:
    """Its id; zone and lake are copies."""
    copy_site(decided, tmp_path)
    return str(rows(lake, "worklist", TUESDAY)[0]["dispute_id"])


def test_a_dispute_as_a_page(dispute, lake, capsys):
    capsys.readouterr()
    assert main(["dispute", dispute[:8], "--lake", str(lake)]) == 0
    page = capsys.readouterr().out
    for said in (
        f"Dispute {dispute}: INV-1001, claim CL-7, payment P1, payer C1 Smith & Sons\n",
        "  with_customer, with bob; opened 2026-03-03\n",
        "    original     10.00 GBP\n  = open         10.00 GBP\n",
        "Deduction 10.00 GBP on INV-1001",
        "  2026-03-03  opened (new):",
        "  2026-03-04  assigned by bob: bob\n",
        "  2026-03-04  resolved (new → with_customer) by bob: denied: goods were received\n",
        "\nNext step\n  ask for the money: people did not grant it; due 2026-03-17\n",
        "  Priority 1: ",
    ):
        assert said in page


def test_impossible_activity_is_in_quarantine_with_its_line(dispute, lake):
    assert [(row["row_number"], row["reason"]) for row in rows(lake, "quarantine", WEDNESDAY)] == [
        (
            4,
            "status cannot change so; expected a change that is allowed from with_customer (to needs_evidence, "
            "pending_approval, validated, with_customer), found resolved",
        ),
        (5, "dispute is unknown; expected a dispute_id of a worklist, found nobody"),
    ]


def test_what_was_sent_long_ago_is_known_from_what_is_gathered(dispute, zone, lake, tmp_path, monkeypatch):
    monkeypatch.setattr(compaction, "STRETCHES", (3,))
    make_night(tmp_path, THURSDAY)
    snapshot = Lake(lake).pin()
    (gathered,) = snapshot.older_files("book_activities", date.fromisoformat(THURSDAY))
    assert gathered not in snapshot.files("book_activities")
    put(zone, "dispute_activity", FRIDAY, ACTIVITY.format(dispute))
    make_night(tmp_path, FRIDAY)
    assert rows(lake, "dispute_history", FRIDAY) == []


def test_an_id_that_fits_none_is_refused(dispute, lake, capsys):
    for name in ("zzzzzz", dispute[:3]):
        assert main(["dispute", name, "--lake", str(lake)]) == 2
        assert "expected a dispute_id of a worklist" in capsys.readouterr().err


def test_statements_as_pages(dispute, lake, tmp_path, capsys):
    capsys.readouterr()
    assert main(["statements", "--lake", str(lake), "--out", str(tmp_path / "pages")]) == 0
    assert capsys.readouterr().out.startswith("1 statements in ")
    assert sorted(file.name for file in (tmp_path / "pages").iterdir()) == ["C1.html", "index.html"]
    page = (tmp_path / "pages" / "C1.html").read_text(encoding="utf-8")
    for said in (
        "Smith &amp; Sons (C1)", "Open: 10.00 GBP withheld.", "INV-1001<br>claim CL-7", "not accepted",
        "Please pay 10.00 GBP, or send us what shows that it is not owed.",
    ):  # fmt: skip
        assert said in page
    assert '<a href="C1.html">C1 Smith &amp; Sons</a>' in (tmp_path / "pages" / "index.html").read_text()
    assert main(["statements", "--lake", str(lake), "--out", str(tmp_path), "--date", "2025-01-01"]) == 2


def test_people_s_decision_survives_every_night_run_again(dispute, zone, lake):
    before = rows(lake, "worklist", WEDNESDAY)
    assert run(MONDAY, WEDNESDAY) == 0
    assert rows(lake, "worklist", WEDNESDAY) == before
    assert before[0]["status"] == "with_customer"


def test_a_restated_extract_keeps_the_case_and_what_people_decided(dispute, zone, lake):
    """The invoice of Monday is sent again with more on it, before anything was paid: the night of Monday is made anew."""
    put(
        zone,
        "invoices",
        MONDAY,
        (zone / "invoices" / MONDAY / "part-0.csv").read_text().replace("100.00", "105.00"),
    )
    assert run(WEDNESDAY, WEDNESDAY) == 0
    (row,) = (row for row in rows(lake, "worklist", WEDNESDAY) if row["dispute_id"] == dispute)
    assert (row["status"], row["owner"], str(row["open_amount"])) == ("with_customer", "bob", "10.000")
    assert Lake(lake).nights()[-1].isoformat() == WEDNESDAY
