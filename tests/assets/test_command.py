"""The command `tieout` as a person types it: exit codes, messages, what is in the lake after it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from assets.cli import main
from pipelines.lake import Lake
from tests.assets.landing import MONDAY, TUESDAY, WEDNESDAY


def tieout(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """In a process of its own, from another working directory, with plain lines."""
    return subprocess.run(
        [sys.executable, "-m", "assets.cli", *arguments],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2]), **environment},
        capture_output=True, text=True, cwd="/",
    )  # fmt: skip


def run(first: str = MONDAY, last: str = TUESDAY, *more: str) -> int:
    """In this process: Dagster is loaded once for all tests."""
    return main(["run", "--from", first, "--to", last, *more])


def rows(lake: Path, table: str, night: str) -> list[dict[str, object]]:
    return Lake(lake).pin().read(table, date.fromisoformat(night)).to_pylist()


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_answer_at_once(option):
    started = time.monotonic()
    result = tieout(option)
    assert (result.returncode, result.stderr) == (0, "")
    assert time.monotonic() - started < 1.0  # half a second on a machine that does nothing else


def test_help_and_version_import_nothing_heavy():
    found = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "assets.cli", "--version"],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}, capture_output=True, text=True, cwd="/",
    )  # fmt: skip
    assert not re.search(r"\| +(dagster|duckdb|polars|pyarrow)$", found.stderr, re.MULTILINE)


def test_nights_in_a_process_of_their_own(zone, lake):
    result = tieout("run", "--extracts", str(zone), "--lake", str(lake), "--from", MONDAY, "--to", TUESDAY)
    assert result.returncode == 0, result.stderr
    lines = [line for line in result.stderr.splitlines() if "night=" in line]
    assert [re.search(r"run=\S+ night=(\S+)", line)[1] for line in lines] == [MONDAY, TUESDAY]
    for said in (
        "GBP        1           140.000",
        "advice / exact",
        "short_ship / ",
        f"{lake}/<table>/business_date=",
    ):
        assert said.replace("advice / ", "advice_") in result.stdout


def test_a_lake_is_its_owner_s_and_its_group_s(made):
    lake = made / TUESDAY / "lake"
    found = [path for path in (lake, *lake.rglob("*")) if not path.is_symlink()]
    assert {oct(path.stat().st_mode) for path in found} == {"0o40750", "0o100640"}


def test_readers_of_a_group_that_there_is_not_are_refused(zone, lake, monkeypatch, capsys):
    monkeypatch.setenv("TIEOUT_GROUP", "nobody's group")
    assert run() == 2
    assert "TIEOUT_GROUP: expected the name or the number of a group" in capsys.readouterr().err
    assert not lake.exists()


def test_every_calendar_day_is_a_night(zone, lake):
    saturday, sunday = "2026-03-07", "2026-03-08"
    assert run(saturday, sunday) == 0
    assert [str(night) for night in Lake(lake).nights()] == [saturday, sunday]


def test_without_dates_it_goes_on_where_it_stopped(zone, lake, capsys):
    assert main(["run", "--to", MONDAY]) == 0
    assert main(["run"]) == 0
    assert [str(night) for night in Lake(lake).nights()] == [MONDAY, TUESDAY]
    assert main(["run"]) == 0
    assert "every night is published" in capsys.readouterr().err


def test_a_night_run_again_takes_the_later_ones_along_in_one_change(reach, lake):
    reach(WEDNESDAY)
    before = Lake(lake).pin()
    assert run(TUESDAY, TUESDAY) == 0
    after = Lake(lake).pin()
    writers = [str(night) for night, by in after.writers("worklist").items() if by == after.generation]
    assert writers == [TUESDAY, WEDNESDAY]
    assert int(after.generation.split("-")[0]) == int(before.generation.split("-")[0]) + 1
    for table in ("worklist", "allocations", "book_documents"):
        for night in after.nights():
            assert after.read(table, night) == before.read(table, night)


def test_the_story_of_a_payment_and_of_its_invoice(made, capsys):
    lake = made / TUESDAY / "lake"
    assert main(["explain", "P1", "--lake", str(lake)]) == 0
    payment = capsys.readouterr().out
    for said in (
        "Payment P1 of company 1000: 140.00 GBP of 2026-03-03, from payer C1",
        "2026-03-03  put 90.00 GBP on INV-1001 (the advice: named as we number it; advice R1 line 1; 99.9 % sure)",
        "2026-03-03  found 10.00 GBP short on INV-1001: short_ship/",
    ):
        assert said in payment
    assert main(["explain", "INV-1001", "--lake", str(lake)]) == 0
    document = capsys.readouterr().out
    for said in (
        "Invoice INV-1001 of company 1000: 100.00 GBP to payer C1, due 2026-04-01",
        "2026-03-02  stands at 100.00 GBP open, 0.00 GBP disputed",
        "2026-03-03  payment P1 put 90.00 GBP on it",
        "2026-03-03  stands at 0.00 GBP open, 10.00 GBP disputed",
    ):
        assert said in document


def test_a_story_of_nobody_is_refused(made, lake, capsys):
    assert main(["explain", "P1", "--lake", str(lake)]) == 2
    assert "no night; expected a published one" in capsys.readouterr().err
    assert main(["explain", "P9", "--lake", str(made / MONDAY / "lake")]) == 2
    assert "P9: expected the id of a payment or the number of a document" in capsys.readouterr().err


def test_a_gap_is_refused(reach, lake, capsys):
    reach(MONDAY)
    assert run("2026-03-05", "2026-03-05") == 2
    assert (
        "its predecessor has not run; expected night 2026-03-04, found 2026-03-02" in capsys.readouterr().err
    )
    assert [str(night) for night in Lake(lake).nights()] == [MONDAY]


@pytest.mark.parametrize(
    ("extract", "text", "said"),
    [
        pytest.param("payments", "company_code,payment\n1000,P1\n", "payments/2026-03-03/part-0.csv", id="wrong columns"),
        pytest.param("invoices", "", "invoices/2026-03-03/part-0.csv", id="an empty file"),
    ],
)  # fmt: skip
def test_a_bad_file_refuses_its_night_and_leaves_those_before(reach, lake, drop, capsys, extract, text, said):
    reach(MONDAY)
    drop(extract, TUESDAY, text)
    assert run(TUESDAY, WEDNESDAY) == 2
    error = capsys.readouterr().err
    assert said in error and "nothing was written" in error and "Traceback" not in error
    assert [str(night) for night in Lake(lake).nights()] == [MONDAY]
    assert list((lake / "_staging").glob("*/*")) == []


def test_a_late_folder_makes_the_finished_nights_again(late, lake):
    assert rows(lake, "worklist", TUESDAY) == []
    late()
    assert run("2026-03-05", "2026-03-05") == 0
    assert [len(rows(lake, "worklist", night)) for night in (TUESDAY, WEDNESDAY, "2026-03-05")] == [1, 1, 1]


def test_a_changed_folder_is_refused_when_asked_so(reach, lake, drop, capsys):
    reach(TUESDAY)
    drop("payers", MONDAY, "payer_id,name,collector\nC1,Smith & Daughters,Ann\n")
    assert run(WEDNESDAY, WEDNESDAY, "--no-rerun-changed") == 2
    assert "payers/2026-03-02/part-0.csv changed" in capsys.readouterr().err
    assert Lake(lake).nights()[-1] == date.fromisoformat(TUESDAY)


def test_a_night_before_the_first_one_is_refused(zone, lake, tmp_path, capsys):
    assert run("2019-12-31", MONDAY) == 2
    assert "before the first night; expected 2020-01-01 or later" in capsys.readouterr().err


def test_dates_the_wrong_way_round_are_refused(zone, lake, capsys):
    assert run(TUESDAY, MONDAY) == 2
    assert "--to 2026-03-02 is before --from 2026-03-03" in capsys.readouterr().err


def test_an_empty_landing_zone_is_refused(lake, tmp_path, capsys):
    (tmp_path / "extracts").mkdir()
    assert main(["run"]) == 2
    assert "no folder of any day" in capsys.readouterr().err


def test_a_second_run_is_refused_with_the_first_one_s_id(zone, lake, capsys):
    with Lake(lake).lock("the-first-run"):
        assert run() == 2
    assert "the-first-run" in capsys.readouterr().err
    assert Lake(lake).nights() == []


def test_a_policy_that_does_not_add_up_is_refused_before_anything(zone, lake, tmp_path, capsys):
    (tmp_path / "policy.toml").write_text("tolerance = -1\ngrace_days = -1\n")
    assert run(MONDAY, MONDAY, "--policy", str(tmp_path / "policy.toml")) == 2
    assert "mistakes: 2" in capsys.readouterr().err
    assert not lake.exists()


def test_a_fault_of_ours_is_1_with_the_run_s_id(zone, lake, capsys):
    lake.write_text("a file where the lake should be")
    assert run(MONDAY, MONDAY) == 1
    assert re.search(r"run=[0-9a-f-]{36} .*a fault of ours", capsys.readouterr().err)


def test_a_night_whose_copies_fail_is_published_all_the_same(zone, lake, monkeypatch, capsys):
    monkeypatch.setenv("TIEOUT_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    assert run(MONDAY, MONDAY) == 1
    assert "the lake holds the night" in capsys.readouterr().err
    assert [str(night) for night in Lake(lake).nights()] == [MONDAY]


def test_a_failed_night_calls_for_help_and_leaves_what_the_run_made_before_it(
    zone, lake, drop, tmp_path, monkeypatch
):
    drop("payments", TUESDAY, "company_code\n1000\n")
    monkeypatch.setenv(
        "TIEOUT_ALERT_COMMAND", f"cat > {tmp_path}/said; echo $TIEOUT_NIGHT $TIEOUT_RUN_ID > {tmp_path}/by"
    )
    assert run() == 2
    assert [str(night) for night in Lake(lake).nights()] == [MONDAY]
    assert "payments/2026-03-03/part-0.csv" in (tmp_path / "said").read_text()
    assert re.fullmatch(r"2026-03-03 [0-9a-f-]{36}\n", (tmp_path / "by").read_text())


@pytest.fixture
def worklists(made: Path) -> str:
    """A lake of both nights."""
    return str(made / TUESDAY / "lake")


def test_the_worklist_as_a_table(worklists, capsys):
    assert main(["worklist", "--lake", worklists]) == 0
    shown = capsys.readouterr().out
    for said in ("C1 Smith & Sons", "INV-1001", "10.00 GBP", "1 disputes"):
        assert said in shown


def test_the_worklist_as_json_has_exact_amounts(worklists, capsys):
    assert main(["worklist", "--lake", worklists, "--json"]) == 0
    [dispute] = json.loads(capsys.readouterr().out)
    assert (dispute["open_amount"], dispute["business_date"], dispute["invoice_number"]) == (
        "10.000",
        TUESDAY,
        "INV-1001",
    )


@pytest.mark.parametrize(
    ("options", "count"),
    [
        pytest.param(["--payer", "C1"], 1, id="its payer"),
        pytest.param(["--payer", "C2"], 0, id="another payer"),
        pytest.param(["--type", "duplicate"], 0, id="another type"),
        pytest.param(["--date", MONDAY], 0, id="the night before"),
        pytest.param(["--limit", "0"], 0, id="none of them"),
    ],
)
def test_the_worklist_filtered(worklists, capsys, options, count):
    assert main(["worklist", "--lake", worklists, "--json", *options]) == 0
    assert len(json.loads(capsys.readouterr().out)) == count


@pytest.mark.parametrize(
    ("options", "said"),
    [
        pytest.param(
            ["--date", "2026-03-09"], "no night 2026-03-09; expected a published one", id="no such night"
        ),
        pytest.param(["--type", "pricng"], "--type: expected one of", id="no such type"),
    ],
)
def test_a_worklist_that_is_not_there_is_refused(worklists, capsys, options, said):
    assert main(["worklist", "--lake", worklists, *options]) == 2
    assert said in capsys.readouterr().err
