"""What a landing zone leaves unread is said by `tieout check`, by `tieout run` and by the nights that Dagster launches."""

from __future__ import annotations

from argparse import Namespace
from datetime import date

import dagster as dg
import pytest

from assets.cli import main
from assets.cli.check import check_zone
from assets.nightly.requested_nights import ask_for_nights
from assets.partitions import first_night
from assets.schedule import this_day
from assets.sensors import changed_folders
from assets.settings import Settings
from pipelines.errors import Refused
from pipelines.lake import Lake
from pipelines.policy import load_policy
from tests.assets.landing import MONDAY, PAYMENTS, TUESDAY, WEDNESDAY
from tests.assets.test_nightly import make
from tests.assets.test_sensors import look

FUTURE = "2051-03-02"
MAPPING = """
[sources.all]
extract = "payments"
files = "payments/*/*.csv"
[sources.parts]
extract = "payments"
files = "payments/*/part-*.csv"
[sources.bank]
extract = "payments"
files = "bank/*/*.csv"
"""


@pytest.fixture
def told(tmp_path, monkeypatch):
    monkeypatch.setenv("TIEOUT_ALERT_COMMAND", f"cat >> {tmp_path}/told; echo >> {tmp_path}/told")
    return tmp_path / "told"


@pytest.fixture
def careless(drop, tmp_path, monkeypatch):
    """Adds to a zone: a folder in the wrong case, a bad file dated 2051, and a mapping file of which one source fits."""

    def spoil() -> None:
        drop("Payments", TUESDAY, PAYMENTS)
        drop("payments", FUTURE, "bad\n")
        (tmp_path / "mapping.toml").write_text(MAPPING)
        monkeypatch.setenv("TIEOUT_MAPPING", str(tmp_path / "mapping.toml"))

    return spoil


def listed(text: str) -> list[str]:
    """The notices among the lines, by what they begin with."""
    kinds = {
        "Payments: a folder that nothing reads; expected payments;": "unread",
        f"payments/{FUTURE}: dated in the future;": "future",
        "source bank of the mapping file: fits no file": "unfitted",
        "payments/2026-03-03/part-0.csv: fits two sources of the mapping file, all and parts;": "shared",
    }
    return [kind for line in text.splitlines() for start, kind in kinds.items() if start in line]


ALL = ["unread", "future", "unfitted", "shared"]


def test_check_names_them_and_a_night_does_not_stop_on_them(zone, lake, careless, capsys):
    careless()
    assert main(["check"]) == 0
    said = capsys.readouterr().out
    assert "a night would stop on 0 faults, and put 0 rows into quarantine" in said
    assert listed(said) == ALL


def test_check_knows_today(zone, lake, capsys):
    options = Namespace(first=None, last=None)
    assert check_zone(options, today=date.fromisoformat(MONDAY)) == 0
    assert "dated in the future" not in capsys.readouterr().out
    assert check_zone(options, today=date(2026, 3, 1)) == 0
    assert (
        "payments/2026-03-03, remittances/2026-03-03: dated in the future; expected a day up to 2026-03-02,"
        in (capsys.readouterr().out)
    )


def test_check_names_a_control_file_beside_rows_for_quarantine(zone, lake, drop, capsys):
    drop("payments", TUESDAY, PAYMENTS.replace("140.00", "140.0x"))
    (zone / "payments" / TUESDAY / "payments.control.json").mkdir()
    assert main(["check"]) == 2
    said = capsys.readouterr().out
    assert "payments/2026-03-03/payments.control.json: not a control file" in said
    assert "put 1 rows into quarantine" in said


def test_a_run_logs_them_repeats_them_and_alerts_of_the_future(reach, lake, careless, told, capsys):
    reach(TUESDAY)
    careless()
    capsys.readouterr()
    assert main(["run", "--from", TUESDAY, "--to", TUESDAY]) == 0
    said = capsys.readouterr()
    assert listed("\n".join(line for line in said.err.splitlines() if " WARNING " in line)) == ALL
    assert listed(said.out) == ALL
    assert listed(told.read_text()) == ["future"]
    assert [str(night) for night in Lake(lake).nights()] == [MONDAY, TUESDAY]


def test_a_folder_of_the_year_1026_is_named_and_skipped(zone, lake, drop, told, capsys, monkeypatch):
    """Its row would make hundreds of thousands of nights, or be read by the first one."""
    monkeypatch.delenv("TIEOUT_FIRST_NIGHT")
    drop("payments", "1026-03-02", PAYMENTS.replace("P1", "P0").replace("140.00", "x"))
    early = "payments/1026-03-02: dated before the earliest date; expected 1990-01-01 or later"
    assert main(["check"]) == 0
    assert early in capsys.readouterr().out
    assert first_night(Settings.from_environment()) == date.fromisoformat(MONDAY)
    assert main(["run"]) == 0
    assert early in capsys.readouterr().out
    assert early in told.read_text()
    snapshot = Lake(lake).pin()
    assert [str(night) for night in snapshot.nights()] == [MONDAY, TUESDAY]
    paid = [row["payment_id"] for row in snapshot.read("book_payments", snapshot.nights()[-1]).to_pylist()]
    assert paid == ["P1"]
    assert "no folder of a finished night has changed" in str(look(changed_folders).skip_reason)


def test_folders_that_are_years_apart_are_refused(zone, lake, drop, capsys, monkeypatch):
    monkeypatch.delenv("TIEOUT_FIRST_NIGHT")
    drop("payments", "2016-03-03", PAYMENTS)
    assert main(["run"]) == 2
    said = "from 2016-03-03 to 2026-03-02: 2,606 nights between them would be made without a folder; expected at most 1,000;"
    assert said in capsys.readouterr().err
    assert Lake(lake).nights() == []


def test_a_folder_of_the_future_makes_no_nights(reach, lake, careless, told, capsys):
    reach(TUESDAY)
    careless()
    assert main(["run"]) == 0
    assert "every night is published" in capsys.readouterr().err
    assert "no folder of a finished night has changed" in str(look(changed_folders).skip_reason)
    assert first_night(Settings.from_environment()) < this_day()


@pytest.mark.parametrize("range_", [("--to", FUTURE), ("--from", FUTURE), ("--from", MONDAY, "--to", FUTURE)])
def test_nights_of_the_future_are_refused(zone, lake, drop, capsys, range_):
    drop("payments", FUTURE, PAYMENTS)
    assert main(["run", *range_]) == 2
    assert f"night {FUTURE}: in the future; expected " in capsys.readouterr().err
    assert Lake(lake).nights() == []


def test_the_day_after_today_is_not_the_future(zone, lake):
    monday, tuesday, wednesday = map(date.fromisoformat, (MONDAY, TUESDAY, WEDNESDAY))
    settings, policy = Settings.from_environment(), load_policy(None)
    assert ask_for_nights(tuesday, tuesday, settings, policy, [], today=monday) == [tuesday]
    assert ask_for_nights(None, None, settings, policy, [], today=monday) == [monday, tuesday]
    assert ask_for_nights(None, None, settings, policy, [], today=date(2026, 3, 1)) == [monday]
    future = "night 2026-03-04: in the future; expected 2026-03-03 or earlier, since today is 2026-03-02"
    with pytest.raises(Refused, match=future):
        ask_for_nights(tuesday, wednesday, settings, policy, [], today=monday)
    with pytest.raises(Refused, match=future):
        ask_for_nights(None, None, settings, policy, [monday, tuesday, wednesday], today=monday)


def test_a_night_that_dagster_launches_says_them_too(zone, lake, careless, told):
    careless()
    result = make(date.fromisoformat(TUESDAY), ["landed_files"])
    [notices] = [
        event.asset_observation_data.asset_observation.metadata["notices"].value
        for event in result.all_events
        if event.is_asset_observation and event.asset_key == dg.AssetKey("landed_files")
    ]
    assert listed(notices) == ALL
    assert listed(told.read_text()) == ["future"]


def test_a_zone_of_the_future_alone(lake, drop, capsys, monkeypatch):
    monkeypatch.delenv("TIEOUT_FIRST_NIGHT")
    drop("payments", FUTURE, PAYMENTS)
    assert main(["run"]) == 2
    said = capsys.readouterr().err
    assert listed(said) == ["future"] and "no folder of any day from 1990-01-01 to" in said
    assert first_night(Settings.from_environment()) == this_day()
