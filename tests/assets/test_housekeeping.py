"""`tieout check`, `status` and `prune` as a person types them."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

import dagster as dg
import pytest

from assets import schedule
from assets.cli import main, status
from pipelines.lake import Lake
from tests.assets.landing import MONDAY, TUESDAY, WEDNESDAY
from tests.assets.test_command import run

DAMAGE = {
    "payments": ("wrong columns", "company_code,payment\n1000,P1\n"),
    "remittances": ("two bad rows, and one good", "remittance_id,line_number,remittance_date,currency,paid_amount\n"
                    "R1,1,2026-03-03,GBP,ten\nR1,2,2026-03-03,GBP,ten\nR2,1,2026-03-03,GBP,5\n"),
}  # fmt: skip


def test_a_sound_zone_has_no_fault(zone, lake, capsys):
    assert main(["check"]) == 0
    assert (
        capsys.readouterr().out == f"{zone}: a night would stop on 0 faults, and put 0 rows into quarantine\n"
    )
    assert not lake.exists()


def test_everything_that_is_wrong_is_said_at_once(zone, lake, drop, capsys, tmp_path):
    for extract, (_, text) in DAMAGE.items():
        drop(extract, TUESDAY, text)
    (zone / "invoices" / "last week").mkdir()
    (zone / "invoices" / MONDAY / "notes.docx").write_text("x")
    (zone / "payers" / MONDAY / "part-1.csv").write_text("payer_id\n")
    (tmp_path / "policy.toml").write_text('[required_extracts]\nshipments = "weekdays"\n')
    assert main(["check", "--policy", str(tmp_path / "policy.toml")]) == 2
    said = capsys.readouterr().out
    for fault in (
        "invoices/last week: not the folder of a day",
        "invoices/2026-03-02/notes.docx: not a file that can be read",
        "payments/2026-03-03/part-0.csv",
        "payers/2026-03-02/part-1.csv",
        "shipments 2026-03-02: no file has come",
        "shipments 2026-03-03: no file has come",
        "remittances/2026-03-03/part-0.csv:2: paid_amount: expected an amount, found ten (and 1 more rows)",
    ):
        assert fault in said, fault
    assert "would stop on 6 faults, and put 2 rows into quarantine" in said
    assert not lake.exists()


def test_a_control_total_that_disagrees_is_said(zone, lake, capsys):
    (zone / "payments" / TUESDAY / "payments.control.json").write_text('{"rows": 2, "amount": "140.00"}')
    assert main(["check"]) == 2
    assert "payments.control.json" in capsys.readouterr().out


def test_only_what_the_next_night_would_read(reach, zone, lake, drop, capsys):
    reach(MONDAY)
    drop("payments", MONDAY, "bad\n")
    capsys.readouterr()
    assert main(["check"]) == 0
    assert f"from {TUESDAY} on" in capsys.readouterr().out
    assert main(["check", "--from", MONDAY, "--to", MONDAY]) == 2


def test_a_zone_that_is_not_there_is_refused(lake, tmp_path, capsys):
    assert main(["check", "--extracts", str(tmp_path / "none")]) == 2
    assert "expected a folder, found none" in capsys.readouterr().err


@pytest.fixture
def thursday(monkeypatch: pytest.MonkeyPatch) -> None:
    class Thursday(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2026, 3, 5, 12, tzinfo=UTC)

    monkeypatch.setattr(status, "datetime", Thursday)
    monkeypatch.setattr(schedule, "CRON", "0 23 * * *")


def lines(capsys) -> dict[str, str]:
    return {line[:12].strip(): line[12:] for line in capsys.readouterr().out.splitlines()}


def test_the_status_of_a_lake_that_is_well(reach, lake, capsys, thursday):
    reach(WEDNESDAY)
    capsys.readouterr()
    assert main(["status"]) == 0
    said = lines(capsys)
    generation = said.pop("Generation")
    assert generation.startswith("000003-")
    assert said.pop("Head") == Lake(lake).history().head
    assert said == {
        "Lake": str(lake),
        "Last night": "2026-03-04; 3 since 2026-03-02",
        "Changed": "no folder of a finished night",
        "Copies": "up to date",
        "At work": "nobody",
        "Left over": "2 older generations",
        "Due": "the due night is published",
    }


def test_the_status_says_what_is_late_stale_and_behind(
    reach, lake, drop, capsys, thursday, tmp_path, monkeypatch
):
    monkeypatch.setenv("TIEOUT_ALERT_COMMAND", f"cat > {tmp_path}/told")
    reach(TUESDAY)
    drop("payers", MONDAY, "payer_id,name,collector\nC1,Smith & Sons,Bea\n")
    (lake / "tieout.duckdb").unlink()
    (lake / "_staging" / TUESDAY / "dead-run").mkdir(parents=True)
    capsys.readouterr()
    with Lake(lake).lock("at-work"):
        assert main(["status", "--alert"]) == 1
    said = lines(capsys)
    assert said["Due"] == "night 2026-03-04 is overdue"
    assert said["Changed"].startswith("payers/2026-03-02/part-0.csv changed; stale from 2026-03-02 on")
    assert said["Copies"] == "DuckDB file: behind"
    assert said["At work"].startswith(f"run at-work (process {os.getpid()}, since ")
    assert said["Left over"] == "1 older generations, 1 staged nights"
    assert (tmp_path / "told").read_text().startswith("night 2026-03-04: not published; expected by now")


def test_the_status_of_an_empty_lake(zone, lake, capsys, thursday):
    assert main(["status"]) == 1
    assert lines(capsys)["Last night"] == "none; `tieout run` makes them"


def test_prune_clears_old_states_and_what_dead_runs_left(reach, lake, capsys):
    reach(WEDNESDAY)
    (lake / "_staging" / TUESDAY / "dead-run").mkdir(parents=True)
    before = Lake(lake).pin().read("worklist", date.fromisoformat(WEDNESDAY))
    capsys.readouterr()
    assert main(["prune"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == f"cleared {TUESDAY}/dead-run" and said[1].startswith("cleared 000001-")
    assert Lake(lake).pin().read("worklist", date.fromisoformat(WEDNESDAY)) == before
    assert main(["prune"]) == 0
    assert capsys.readouterr().out == "nothing to clear\n"


def test_prune_is_refused_while_a_run_is_at_work(reach, lake, capsys):
    reach(MONDAY)
    with Lake(lake).lock("at-work"):
        assert main(["prune"]) == 2
    assert "expected no other run, found run at-work" in capsys.readouterr().err


def test_prune_deletes_the_records_of_old_runs(zone, lake, capsys, monkeypatch, tmp_path):
    assert main(["prune", "--runs", "30"]) == 2
    assert "expected DAGSTER_HOME" in capsys.readouterr().err
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path / "home"))
    run(MONDAY, MONDAY)
    assert main(["prune", "--runs", "1"]) == 0
    assert "deleted 0 runs" in capsys.readouterr().out
    assert main(["prune", "--runs", "0"]) == 0
    assert "deleted 1 runs" in capsys.readouterr().out
    with dg.DagsterInstance.get() as instance:
        assert instance.get_runs() == []


@pytest.mark.parametrize("days", ["-1", "36501", "99999999999", "1e3", "abc", " 7", "", "1.5"])
def test_prune_takes_a_number_of_days_or_deletes_nothing(lake, capsys, days):
    with pytest.raises(SystemExit, match="2"):
        main(["prune", "--runs", days])
    said = capsys.readouterr().err
    assert (
        f"--runs: expected a whole number of days from 0 to 36500, found {days!r}; nothing was deleted"
        in said
    )
