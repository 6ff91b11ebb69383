"""A setting whose value is wrong is refused by its name before a command begins: exit 2, no traceback, nothing written."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import dagster as dg
import pytest

from assets.checked import check_settings
from assets.cli import main
from assets.cli.lake_options import LAKE_ACTIONS
from assets.cli.options import COMMANDS
from assets.settings import Settings
from pipelines.errors import Refused
from pipelines.variables import OVERDUE_HOURS, PARTS
from tests.assets.landing import MONDAY
from tests.test_settings_table import settings_of

SECRET = "sesame"
WRONG = {
    "DAGSTER_HOME": ["home/dagster"],
    "TIEOUT_ALERT_COMMAND": [
        f"no-such-program-{SECRET} -s x", f"/no/such/{SECRET}", f"cat > '{SECRET}", f"cat | ) {SECRET}",
    ],
    "TIEOUT_ALERT_URL": [
        SECRET, f"ftp://host/{SECRET}", f"http:///{SECRET}", f"http://user:{SECRET}@host/", f"https://host:port/{SECRET}",
        f"https://host/{SECRET} x", f"https://host/{SECRET}ü", f"https://[::1/{SECRET}", f"https://a..b/{SECRET}",
    ],
    "TIEOUT_DATABASE_LOCK_SECONDS": ["soon", "0", "-1", "nan", "1e9"],
    "TIEOUT_DATABASE_SCHEMA": ["pg_tieout", "s" * 64, "\udcfc"],
    "TIEOUT_DATABASE_URL": [SECRET, f"hots=host password={SECRET}", f"mysql://{SECRET}@host"],
    "TIEOUT_ENGINE_SETTINGS": ["threads", "temp_directory=/", "calendar=x", "disabled_optimizers=none"],
    "TIEOUT_FIRST_NIGHT": ["yesterday", "2026-02-30"],
    "TIEOUT_GROUP": ["there-is-no-such-group"],
    "TIEOUT_LOG_FORMAT": ["xml", "JSON"],
    "TIEOUT_LOOK_SECONDS": ["soon", "0"],
    "TIEOUT_MEMORY_LIMIT": ["1B", "99MB", "2", "none", "-1", "0%", "101%", "2 PB", "1e3GB", "٢GB", "101TB"],
    "TIEOUT_OVERDUE_HOURS": ["1e3", "nan", "-1", "1."],
    "TIEOUT_PARTS": ["-1", "0", "1.5"],
    "TIEOUT_PREVIEW_ROWS": ["all"],
    "TIEOUT_SCHEDULE": ["soon", "0 25 * * *"],
    "TIEOUT_THREADS": ["two", "0", "1025"],
    "TIEOUT_TIMEZONE": ["Mars/Olympus", "../etc/passwd"],
}  # fmt: skip
RIGHT = {
    "TIEOUT_ALERT_COMMAND": ["exit 7", ": > x", "X=1 no-such", "(cat)", "if :; then cat; fi", "cat|cat", "{ cat; }", "$P x"],
    "TIEOUT_ALERT_URL": ["http://127.0.0.1:1/x?y=z#w", "HTTPS://host.example", "http://[::1]:80/"],
    "TIEOUT_DATABASE_URL": ["postgresql://nobody@127.0.0.1:1/none", "host=/run/postgresql dbname=x", "postgres:///"],
    "TIEOUT_MEMORY_LIMIT": ["100MB", "2 gb", "1.5GiB", "80%", "1tib"],
    "TIEOUT_OVERDUE_HOURS": ["0", " 1.5 "],
    "TIEOUT_SCHEDULE": ["*/5 * * * 1-5", "@daily"],
}  # fmt: skip
CHECKED_IN_OTHER_PLACES = {
    "TIEOUT_EXTRACTS", "TIEOUT_LAKE", "TIEOUT_MAPPING", "TIEOUT_POLICY",  # where options have won over them
    "TIEOUT_SUITES",  # never keeps a night from running
    "TIEOUT_HEAD", "TIEOUT_MESSAGE", "TIEOUT_NIGHT", "TIEOUT_RUN_ID",  # given to the alert command
}  # fmt: skip


def cases(values: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(name, text) for name, texts in values.items() for text in texts]


@pytest.mark.parametrize(("name", "text"), cases(WRONG))
def test_a_wrong_value_is_refused(monkeypatch, name, text):
    monkeypatch.setenv(name, text)
    with pytest.raises(Refused, match=f"^{name}: .*; nothing was (written|run)$") as refused:
        check_settings()
    assert SECRET not in str(refused.value) and "\n" not in str(refused.value)


@pytest.mark.parametrize(("name", "text"), cases(RIGHT))
def test_a_right_value_is_not(monkeypatch, name, text):
    monkeypatch.setenv(name, text)
    check_settings()


def test_every_setting_of_the_readme_is_checked():
    assert set(WRONG) == set(settings_of("README.md", "Environment")) - CHECKED_IN_OTHER_PLACES


def test_unset_and_empty_are_the_default(monkeypatch):
    for name in WRONG:
        monkeypatch.setenv(name, " " if name.startswith("TIEOUT_A") else "")
    check_settings()
    assert (PARTS.read(), OVERDUE_HOURS.read()) == (0, 3.0)
    monkeypatch.setenv("TIEOUT_OVERDUE_HOURS", " 1.5 ")
    assert OVERDUE_HOURS.read() == 1.5


ACTIONS = [["lake", name, *(["C1"] if name == "forget" else [])] for name in LAKE_ACTIONS]
GIVEN = {"explain": ["INV-1"], "dispute": ["x"], "statements": ["--out", "pages"]}
EVERY_COMMAND = [*([name, *GIVEN.get(name, [])] for name in COMMANDS if name != "lake"), *ACTIONS]


@pytest.mark.parametrize("command", EVERY_COMMAND, ids=" ".join)
def test_every_command_names_all_wrong_settings_before_it_begins(
    tmp_path, lake: Path, monkeypatch, capsys, command
):
    monkeypatch.setenv("TIEOUT_MEMORY_LIMIT", "1B")
    monkeypatch.setenv("TIEOUT_LOG_FORMAT", "xml")
    assert main(command) == 2
    found = capsys.readouterr()
    assert found.out == "" and "Traceback" not in found.err
    for said in (
        "TIEOUT_MEMORY_LIMIT: expected a size",
        "TIEOUT_LOG_FORMAT: expected text or json, found 'xml'",
    ):
        assert said in found.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", [["run", "--from", MONDAY, "--to", MONDAY], ["status", "--alert"]])
def test_where_nobody_watches_an_alert_says_so(zone, lake, tmp_path, monkeypatch, command):
    monkeypatch.setenv("TIEOUT_ALERT_COMMAND", f"cat > {tmp_path}/told")
    monkeypatch.setenv("TIEOUT_DATABASE_URL", "foo")
    assert main(command) == 2
    assert (
        (tmp_path / "told")
        .read_text()
        .startswith("TIEOUT_DATABASE_URL: expected an address such as postgresql://")
    )
    assert not lake.exists()


def test_a_night_that_dagster_launches_is_refused_too(monkeypatch):
    from assets.jobs import night_run

    monkeypatch.setenv("TIEOUT_LOG_FORMAT", "xml")
    with pytest.raises(Refused, match="TIEOUT_LOG_FORMAT: expected text or json"):
        next(night_run.resource_fn(dg.build_init_resource_context()))


@pytest.mark.parametrize("name", ["extracts", "lake"])
def test_a_path_that_is_not_utf_8_is_refused_unless_an_option_names_another(
    tmp_path, monkeypatch, capsys, name
):
    odd = tmp_path / "caf\udce9"
    monkeypatch.setenv(f"TIEOUT_{name.upper()}", str(odd))
    plain = Namespace(**{name: tmp_path})
    assert getattr(Settings.from_options(plain), name) == tmp_path
    for command in (["run"], ["check"], ["status"], ["ui"]):
        assert main(command) == 2
        assert (
            f"TIEOUT_{name.upper()} or --{name}: expected a path whose name is UTF-8"
            in capsys.readouterr().err
        )
    assert list(tmp_path.iterdir()) == []
