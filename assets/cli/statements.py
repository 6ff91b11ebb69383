"""`tieout statements`: the payers' statements of a night as pages to print, one per payer, and an index of them."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from assets.cli.page_names import page_name
from assets.cli.snapshot_option import pin
from assets.terminal import say
from pipelines.errors import Refused
from pipelines.lake import Snapshot
from pipelines.permissions import as_folder_gives
from pipelines.reports.statement_page import index_page, statement_page


def write_statements(options: Namespace) -> int:
    _, snapshot = pin(options)
    written = _write(snapshot, options)
    say(f"{written} statements in {options.out}, listed in index.html")
    return 0


def _write(snapshot: Snapshot, options: Namespace) -> int:
    night = options.date or snapshot.nights()[-1]
    if night not in snapshot.nights():
        raise Refused(f"no night {night}; expected a published one; nothing was written")
    with as_folder_gives(options.out):
        return _write_pages(_rows(snapshot, options), night, options.out)


def _write_pages(rows: list[dict[str, Any]], night: date, out: Path) -> int:
    pages: dict[str, str] = {}
    for payer_id, told in groupby(rows, key=lambda row: row["payer_id"]):
        statement = list(told)
        file = page_name(payer_id)
        pages[file] = f"{payer_id} {statement[0]['payer_name'] or ''}".rstrip()
        _put(out / file, statement_page(statement, night))
    _put(out / "index.html", index_page(pages, night))
    return len(pages)


def _rows(snapshot: Snapshot, options: Namespace) -> list[dict[str, Any]]:
    """Of the night asked for, in the order of payers; within one, what is due first comes first."""
    night = options.date or snapshot.nights()[-1]
    rows = snapshot.read("customer_statements", night).to_pylist()
    wanted = [row for row in rows if options.payer in (None, row["payer_id"])]
    return sorted(
        wanted, key=lambda row: (row["payer_id"], str(row["answer_by_date"] or "~"), row["dispute_id"])
    )


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
