"""What a mapping, a header or a path says is never SQL: it is the text that it is, or refused by name."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from assets.cli import main
from pipelines.errors import Refused
from pipelines.ingest.date_format import DIRECTIVES, UNPADDED, is_date_format
from pipelines.ingest.mapping import load_mapping
from tests.pipelines.ingest.landing_zone import NIGHT, Zone, column

SECRET = "the file of the machine"
HOSTILE = (
    "it's",
    "a' || (SELECT 1) || '",
    '"; DROP TABLE typed; --',
    "$$x$$",
    "$1",
    "a;b",
    "-- x",
    "/* x */",
    "{}",
)
"""Texts that would be SQL, a parameter or a comment where somebody forgot to quote them."""


def mapping(zone: Zone, **settings: object) -> Path:
    """A mapping of one source of payments; a text in JSON is one in TOML, too."""
    columns = settings.pop(
        "columns", {name: name for name in ("payment_id", "value_date", "amount", "currency")}
    )
    constants = settings.pop("constants", {"company_code": "C1"})
    lines = [f"{name} = {json.dumps(value)}" for name, value in settings.items()]
    tables = [
        [f"[sources.x.{title}]", *(f"{name} = {json.dumps(value)}" for name, value in pairs.items())]
        for title, pairs in (("columns", columns), ("constants", constants))
    ]
    path = zone.path.parent / "mapping.toml"
    head = ["[sources.x]", 'extract = "payments"', 'files = "payments/*/*"', *lines]
    path.write_text("\n".join([*head, *tables[0], *tables[1]]), encoding="utf-8")
    return path


def test_a_date_format_never_reads_a_file_of_the_machine(zone: Zone, capsys, monkeypatch) -> None:
    secret = zone.path.parent / "secret"
    secret.write_text(SECRET)
    zone.write("payments/2026-03-02/a.csv", "payment_id,value_date,amount,currency\n1,,1.00,USD\n")
    attack = f"%Y' || (SELECT content FROM read_text('{secret}')) || '"
    options = ["--extracts", str(zone.path), "--lake", str(zone.path.parent / "lake"), "--from", str(NIGHT)]
    assert main(["check", *options, "--mapping", str(mapping(zone, date_format=attack))]) == 2
    said = "".join(capsys.readouterr())
    assert "date_format: expected directives for day, month and year such as %d, %m and %Y" in said
    assert SECRET not in said


@pytest.mark.parametrize(
    ("text", "is_format"),
    [
        ("%d.%m.%Y", True),
        ("%-d/%-m/%y %H:%M:%S", True),
        ("%Y年%m月%d日", True),
        ("%d de %B de %Y", True),
        ("%d'%m'%Y", False),
        ('%d"%m', False),
        ("%d\n%m", False),
        ("%d\0%m", False),
        ("%q", False),
        ("%", False),
        ("%-B", False),
        ("%Y%j", True),
        ("%Y-%m", False),
        ("%d %H:%M", False),
        ("%d;%m", False),
        ("", False),
    ],
)
def test_only_directives_and_harmless_characters_are_a_date_format(text: str, is_format: bool) -> None:
    assert is_date_format(text) is is_format


def test_the_directives_are_those_of_the_installed_engine() -> None:
    connection = duckdb.connect()

    def is_known(directive: str) -> bool:
        try:
            connection.execute("SELECT try_strptime('x', $1)", [directive]).fetchall()
        except duckdb.InvalidInputException:
            return False
        return True

    letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ%"
    assert {letter for letter in letters if is_known(f"%{letter}")} == set(DIRECTIVES)
    assert {letter for letter in letters if is_known(f"%-{letter}")} == set(UNPADDED)


@pytest.mark.parametrize("text", HOSTILE)
def test_constants_and_source_columns_are_the_texts_that_they_are(zone: Zone, text: str) -> None:
    """As CSV, as JSONL and as Parquet."""
    names = {"payment_id": text, "value_date": f"{text} day", "amount": "amount", "currency": "currency"}
    rows = [dict(zip(names.values(), row, strict=True)) for row in (["1", "2026-03-02", "1.50", "USD"],)]
    quoted = [
        ",".join('"' + cell.replace('"', '""') + '"' for cell in line) for line in (rows[0], rows[0].values())
    ]
    zone.write("payments/2026-03-02/a.csv", "\n".join(quoted) + "\n")
    zone.write("payments/2026-03-02/b.jsonl", json.dumps({**rows[0], text: "2"}) + "\n")
    pq.write_table(
        pa.Table.from_pylist([{**rows[0], text: "3"}]), zone.path / "payments/2026-03-02/c.parquet"
    )
    told = mapping(zone, columns=names, constants={"company_code": "C1", "memo": text})
    landing = zone.land(mapping=told)
    assert landing.quarantine.to_pylist() == []
    assert column(landing.tables["payments"], "payment_id") == ["1", "2", "3"]
    assert column(landing.tables["payments"], "memo") == [text] * 3


@pytest.mark.parametrize("mark", ["'", '"', ";", "$", "|", "\\", "^", "]", "-"])
def test_marks_and_separators_are_the_characters_that_they_are(zone: Zone, mark: str) -> None:
    names = ("payment_id", "value_date", "amount", "currency")
    lines = [mark.join(names), mark.join(("1", "2026.03.02", "1,50", "USD"))]
    zone.write("payments/2026-03-02/a.csv", "\n".join(lines) + "\n")
    zone.write(
        "payments/2026-03-02/b.jsonl",
        json.dumps(dict(zip(names, ("2", "2026.03.02", "1,50", "USD"), strict=True))),
    )
    quote = "'" if mark == '"' else '"'
    landing = zone.land(
        mapping=mapping(zone, separator=mark, quote=quote, decimal_mark=",", date_format="%Y.%m.%d")
    )
    assert column(landing.tables["payments"], "amount") == [150, 150]
    by_mark = mapping(
        zone, separator="\t", quote="", decimal_mark=mark, thousands_mark="", date_format="%Y.%m.%d"
    )
    zone.write("payments/2026-03-02/a.csv", f"{chr(9).join(names)}\n1\t2026.03.02\t1{mark}50\tUSD\n")
    assert column(zone.land(mapping=by_mark).tables["payments"], "amount")[0] == 150


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"separator": "\0"}, "separator: expected a character that a line may contain"),
        ({"quote": "\n"}, "quote: expected a character that a line may contain"),
        ({"decimal_mark": "\x1b"}, "decimal_mark: expected a character that a line may contain"),
        ({"constants": {"company_code": "C\0"}}, "constants: expected text, found a NUL character"),
        ({"ignored_columns": ["a\0"]}, "ignored_columns: expected text, found a NUL character"),
    ],
)
def test_characters_that_no_line_holds_are_refused_by_name(
    zone: Zone, settings: dict[str, object], said: str
) -> None:
    with pytest.raises(Refused, match=said):
        load_mapping(mapping(zone, **settings))


@pytest.mark.parametrize("name", ["it's", '"; --', "$1", "a;b", "-- x"])
def test_files_and_folders_are_named_as_they_are(tmp_path: Path, name: str) -> None:
    """The landing zone and the files in it; rejected rows say the very name."""
    zone = Zone(tmp_path / name / "extracts")
    head, bad = "company_code,payment_id,value_date,amount,currency", "C1,1,never,1.00,USD"
    zone.write(f"payments/2026-03-02/{name}.csv", f"{head}\n{bad}\n")
    rows = pa.Table.from_pylist([dict(zip(head.split(","), bad.split(","), strict=True))])
    pq.write_table(rows, zone.path / "payments" / "2026-03-02" / f"{name}.parquet")
    landing = zone.land()
    assert column(landing.quarantine, "file") == [
        f"payments/2026-03-02/{name}.{kind}" for kind in ("csv", "parquet")
    ]
    assert column(landing.files, "folder_date") == [date(2026, 3, 2)] * 2
