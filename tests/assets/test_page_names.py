"""Pages of payers: whatever the ids are, every payer has its own page and the index stays the index."""

from __future__ import annotations

import stat
from argparse import Namespace
from datetime import date

import pyarrow as pa
import pytest

from assets.cli import statements
from assets.cli.page_names import page_name
from pipelines.catalog import PUBLISHED

IDS = ("C1", "c1", "_index", "index", "INDEX", "Index", "../x", "..", ".", "con", "CON", "NUL", "a/b", "a_b",
       "a\\b", "C1.html",
       "x" * 300, "x" * 299, "X" * 300, "é", "~", " ", "", "C1 ", "a\0b", "\x1b]0;x\x07", "C1~0123456789abcdef")  # fmt: skip
NIGHT = date(2026, 3, 3)


def test_every_id_has_a_name_of_its_own_whatever_the_case_of_the_file_system():
    names = [page_name(each).casefold() for each in IDS]
    assert len({*names, "index.html"}) == len(IDS) + 1
    for name in names:
        assert len(name.encode()) < 100 and not name.startswith((".", "_", "-")) and name.endswith(".html")
        assert not set('/\\:*?"<>|\0\x1b\x07').intersection(name)
        assert name.partition(".")[0] not in ("con", "nul")


@pytest.mark.parametrize(("payer_id", "name"), [("C1", "C1.html"), ("100-2000", "100-2000.html")])
def test_a_plain_id_is_its_own_name(payer_id, name):
    assert page_name(payer_id) == name


class Night:
    """A night whose statements are those of the ids, one row each."""

    def nights(self) -> list[date]:
        return [NIGHT]

    def read(self, table: str, night: date) -> pa.Table:
        declared = PUBLISHED[table]
        row = dict.fromkeys(declared.names) | {
            "open_amount": 1,
            "currency": "GBP",
            "state": "under_review",
            "explanation": "x",
        }
        rows = [
            row | {"payer_id": each, "payer_name": f"name of {number}", "dispute_id": "d"}
            for number, each in enumerate(IDS)
        ]
        return pa.table({name: pa.array([row[name] for row in rows]) for name in declared.names})


def test_the_command_writes_them_beside_the_index(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(statements, "pin", lambda lake: (None, Night()))
    out = tmp_path / "pages"
    assert statements.write_statements(Namespace(lake=None, out=out, date=None, payer=None)) == 0
    pages = {path.name: path.read_text(encoding="utf-8") for path in out.iterdir()}
    index = pages.pop("index.html")
    assert len(pages) == len(IDS) and sorted(path.name for path in tmp_path.iterdir()) == ["pages"]
    for number, each in enumerate(IDS):
        assert f"name of {number} (" in pages[page_name(each)]
        assert f'href="{page_name(each)}"' in index
    assert {stat.S_IMODE(path.stat().st_mode) for path in (out, *out.iterdir())} == {0o750, 0o640}
