"""Control characters and overrides of the direction of writing in names, headers and file names: shown, never sent, by
every command, log and alert; tables keep the text as it came."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from assets.cli import main
from pipelines.lake import Lake
from pipelines.visible_text import visible, visible_json, visible_line
from tests.assets.landing import MONDAY, PAYMENTS, REMITTANCES, TUESDAY, put, put_sample

TITLE, BIDI = "\x1b]0;owned\x07", "\u202e"
NAME = f"Smith{TITLE}\x9b2J & {BIDI}Sons"
REASON = f"short{TITLE}\u2028 delivery"


def steering(text: str) -> list[str]:
    """The characters of a text, line feeds apart, that would steer a terminal."""
    return [
        c
        for c in text
        if c != "\n" and (ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c in "\u2028\u2029\u202e\u2066")
    ]


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """Two nights with a payer's name and a payer's reason that hold such characters."""
    site = tmp_path_factory.mktemp("steering")
    put_sample(site / "extracts")
    put(site / "extracts", "payers", MONDAY, f"payer_id,name,collector\nC1,{NAME},Ann\n")
    advice = REMITTANCES.replace("short delivery", REASON)
    put(site / "extracts", "remittances", TUESDAY, advice)
    return site


def options(site: Path) -> list[str]:
    return ["--extracts", str(site / "extracts"), "--lake", str(site / "lake")]


def test_every_command_shows_them(site, capsys, tmp_path):
    assert main(["run", *options(site), "--from", MONDAY, "--to", TUESDAY]) == 0
    [row] = Lake(site / "lake").pin().read("worklist", date.fromisoformat(TUESDAY)).to_pylist()
    assert row["payer_name"] == NAME  # tables keep it
    capsys.readouterr()
    lake = ["--lake", str(site / "lake")]
    shown = {}
    for asked in (["worklist"], ["explain", "INV-1001"], ["explain", "P1"], ["dispute", row["dispute_id"]],
                  ["statements", "--out", str(tmp_path)], ["status", "--extracts", str(site / "extracts")]):  # fmt: skip
        assert main([*asked, *lake]) in (0, 1), asked
        shown[asked[0]] = "".join(capsys.readouterr())
        assert steering(shown[asked[0]]) == [], asked
    assert "Smith\\x1b]0;owned\\x07" in shown["worklist"]
    assert "\\x9b2J & \\u202eSons" in shown["dispute"]


def test_json_has_the_very_values(site, capsys):
    assert main(["worklist", "--json", "--lake", str(site / "lake")]) == 0
    text = capsys.readouterr().out
    assert steering(text) == []
    assert json.loads(text)[0]["payer_name"] == NAME


@pytest.mark.parametrize("log_format", ["text", "json"])
def test_headers_and_file_names_in_refusals_logs_and_alerts(tmp_path, monkeypatch, capsys, log_format):
    """The header holds a NUL, which no variable of an environment may hold."""
    put(tmp_path / "extracts", "payments", TUESDAY, PAYMENTS.replace("amount", f"amo\0unt{TITLE}{BIDI}"))
    told = tmp_path / "told"
    told.mkdir()
    monkeypatch.setenv(
        "TIEOUT_ALERT_COMMAND", f"cat > {told}/said; printenv TIEOUT_MESSAGE > {told}/environment"
    )
    monkeypatch.setenv("TIEOUT_LOG_FORMAT", log_format)
    assert main(["check", *options(tmp_path), "--from", TUESDAY]) == 2
    assert main(["run", *options(tmp_path), "--from", TUESDAY, "--to", TUESDAY]) == 2
    said = "".join(capsys.readouterr())
    assert steering(said) == []
    assert "amo\\x00unt\\x1b]0;owned\\x07\\u202e" in said
    for name in ("said", "environment"):
        assert steering((told / name).read_text()) == []
        assert "amo\\x00unt\\x1b]0;owned" in (told / name).read_text()


def test_file_names(tmp_path, capsys):
    put(tmp_path / "extracts", "payments", TUESDAY, PAYMENTS)
    for name in (f"bad{TITLE}\n2026-03-03 INFO all is well.csv", f"{BIDI}vsc.csv"):
        (tmp_path / "extracts" / "payments" / TUESDAY / name).write_text(PAYMENTS)
    (tmp_path / "extracts" / f"Pay{TITLE}\nments").mkdir()
    assert main(["check", *options(tmp_path), "--from", TUESDAY]) == 2
    assert main(["run", *options(tmp_path), "--from", TUESDAY, "--to", TUESDAY]) == 2
    lines = "".join(capsys.readouterr()).splitlines()
    assert steering("\n".join(lines)) == []
    assert any("bad\\x1b]0;owned\\x07\\n2026-03-03 INFO" in line for line in lines)
    assert any("Pay\\x1b]0;owned\\x07\\nments: a folder that nothing reads" in line for line in lines)
    assert any("\\u202evsc.csv" in line for line in lines)
    assert not any(line.startswith("2026-03-03 INFO") for line in lines)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Müller & Söhne, 東京 €", "Müller & Söhne, 東京 €"),
        ("\x1b[31m\x7f\x9b", "\\x1b[31m\\x7f\\x9b"),
        ("a\tb\rc", "a\\x09b\\x0dc"),
        ("\u202e\u2066\u2028", "\\u202e\\u2066\\u2028"),
        ("\udcff", "\\xff"),
    ],
)
def test_what_steers_is_escaped_and_nothing_else(text, shown):
    assert visible(text) == visible_line(text) == shown
    assert json.loads(visible_json(json.dumps(text, ensure_ascii=False))) == text


def test_commands_print_through_one_module():
    assets = Path(main.__code__.co_filename).parents[1]
    files = {str(path.relative_to(assets)): path.read_text() for path in assets.rglob("*.py")}
    printing = {name for name, text in files.items() if " print(" in text}
    assert printing == {"cli/__init__.py", "cli/options.py", "terminal.py"}  # errors and the version
