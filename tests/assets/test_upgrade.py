"""Lakes of other releases: an older one is continued, a newer one is refused. `make upgrade` continues for ten nights."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from assets.cli import main
from pipelines.lake import Lake
from pipelines.lake.manifest import FORMAT
from tests.upgrade import RELEASES, pin, unpack

LAST, NEXT = date(2026, 3, 11), "2026-03-12"


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = unpack(RELEASES / "format_1.tar.xz", tmp_path / "old")
    monkeypatch.setenv("TIEOUT_EXTRACTS", str(folder / "zone" / "extracts"))
    monkeypatch.setenv("TIEOUT_LAKE", str(folder / "lake"))
    return folder / "lake"


def test_a_lake_of_format_1_is_read_and_migrated_by_the_next_commit(old: Path, capsys) -> None:
    assert main(["worklist"]) == 0
    assert "Deduction 15.04 GBP on INV1000010" in capsys.readouterr().out
    before = {path: pq.ParquetFile(path).read() for path in pin(old).files("book_documents")}
    assert main(["run", "--to", NEXT]) == 0
    assert (pin(old).manifest.format, pin(old).nights()[-1].isoformat()) == (FORMAT, NEXT)
    assert [pq.ParquetFile(path).read() for path in pin(old).files("book_documents")[:-1]] == list(
        before.values()
    )
    assert len(Lake(old).history().commits) == 1
    assert main(["lake", "verify"]) == 0


@pytest.mark.parametrize("gone", ["book_documents", "allocations/business_date=2026-03-04"])
def test_what_is_missing_in_a_lake_of_format_1_is_damage(old: Path, gone: str, capsys) -> None:
    (pin(old).folder / gone).rename(old / "_elsewhere")
    assert main(["run", "--to", NEXT]) == 1
    said = capsys.readouterr().err
    assert (
        f"the lake is damaged: {pin_folder(old) / gone.partition('/')[0]}: expected one file of each of 10"
        in said
    )


def pin_folder(lake: Path) -> Path:
    return (lake / "_current").resolve()


@pytest.mark.parametrize("command", ["run", "status", "worklist", "lake history"])
def test_a_lake_of_a_newer_release_is_refused_untouched(reach, lake, command: str, capsys) -> None:
    reach("2026-03-02")
    path = lake / "_commits.jsonl"
    lines = path.read_text().splitlines()
    newer = {**json.loads(lines[-1]), "format": FORMAT + 1, "shards": 16}
    path.write_text("\n".join([*lines[:-1], json.dumps(newer)]) + "\n")
    before = sorted(lake.rglob("*"))
    assert main(command.split()) == 2
    assert (
        f"a newer release of Tieout has written this lake; expected format {FORMAT} or older, found {FORMAT + 1}"
        in capsys.readouterr().err
    )
    assert sorted(path for path in lake.rglob("*") if path.name != "_lock") == [
        p for p in before if p.name != "_lock"
    ]
