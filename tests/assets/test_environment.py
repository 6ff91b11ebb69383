"""An environment variable that holds no number, no times or no path is refused by name: exit 2, no traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from argparse import Namespace

import pytest

from assets.command import main
from assets.settings import PROJECT, Settings
from pipelines.environment import number, whole_number
from pipelines.errors import Refused
from pipelines.lake import Lake
from tests.assets.landing import MONDAY


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("TIEOUT_THREADS", "two", "TIEOUT_THREADS: expected a whole number from 1 to 1,024, found 'two'; correct it"),
        ("TIEOUT_THREADS", "0", "TIEOUT_THREADS: expected a whole number from 1 to 1,024, found '0';"),
        ("DAGSTER_HOME", "home/dagster", "DAGSTER_HOME: expected an absolute path, found 'home/dagster'; nothing"),
        ("TIEOUT_PARTS", "-1", "TIEOUT_PARTS: expected a whole number from 1 to 1,000,000, found '-1';"),
    ],
)  # fmt: skip
def test_a_run_refuses_it(zone, lake, monkeypatch, capsys, name, text, said):
    monkeypatch.setenv(name, text)
    assert main(["run", "--from", MONDAY, "--to", MONDAY]) == 2
    found = capsys.readouterr()
    assert said in found.err and "Traceback" not in found.err + found.out
    assert Lake(lake).nights() == []


@pytest.mark.parametrize("name", ["TIEOUT_LOOK_SECONDS", "TIEOUT_SCHEDULE"])
def test_so_is_one_that_is_read_when_its_module_is(zone, lake, name):
    """In a process of its own, for modules are read once."""
    run = "import sys; from assets.command import main; sys.exit(main(['run']))"
    environment = {**os.environ, name: "soon", "PYTHONPATH": str(PROJECT)}
    done = subprocess.run([sys.executable, "-c", run], env=environment, capture_output=True, text=True)
    assert f"{name}: expected" in done.stderr and "found 'soon'" in done.stderr
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)


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


def test_unset_and_empty_are_the_default(monkeypatch):
    monkeypatch.delenv("TIEOUT_PARTS", raising=False)
    assert whole_number("TIEOUT_PARTS", 7) == 7
    monkeypatch.setenv("TIEOUT_PARTS", " ")
    assert whole_number("TIEOUT_PARTS", 7) == 7


@pytest.mark.parametrize(
    ("text", "value"), [("0", 0.0), (" 1.5 ", 1.5), ("1e3", None), ("nan", None), ("-1", None), ("1.", None)]
)
def test_a_number_may_have_a_fraction(monkeypatch, text, value):
    monkeypatch.setenv("TIEOUT_OVERDUE_HOURS", text)
    if value is None:
        with pytest.raises(Refused, match="expected a number from 0 to 1,000,000"):
            number("TIEOUT_OVERDUE_HOURS", 3)
    else:
        assert number("TIEOUT_OVERDUE_HOURS", 3) == value
