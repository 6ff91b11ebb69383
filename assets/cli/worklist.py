"""`tieout worklist`: the worklist of a night as a table for people, or as JSON for programs."""

from __future__ import annotations

import json
import shutil
import textwrap
from argparse import Namespace
from typing import Any

from assets.settings import Settings
from assets.terminal import say, say_json
from pipelines.catalog.codes import DISPUTE_TYPES
from pipelines.errors import Refused
from pipelines.lake import Lake
from pipelines.money import EXPONENTS
from pipelines.visible_text import visible_line

COLUMNS = (("priority", "#"), ("payer", "payer"), ("document", "document"), ("amount", "open"), ("kind", "type"),
           ("recommended_action", "action"), ("due_date", "due"))  # fmt: skip


INDENT = " " * 6


def print_worklist(options: Namespace) -> int:
    rows = _rows(options)
    if options.json:
        say_json(json.dumps(rows, indent=2, default=str, ensure_ascii=False))
    else:
        _print_table(rows)
    return 0


def _rows(options: Namespace) -> list[dict[str, Any]]:
    lake = Lake(Settings.from_options(options).lake)
    snapshot = lake.pin()
    nights = snapshot.nights() if snapshot else []
    night = options.date or (nights[-1] if nights else None)
    if snapshot is None or night not in nights:
        found = f"{nights[0]} to {nights[-1]}" if nights else "none"
        raise Refused(
            f"lake {lake.root}: no night {night or ''}; expected a published one, found {found}; `tieout run` makes them"
        )
    if options.type and options.type not in DISPUTE_TYPES:
        raise Refused(f"--type: expected one of {', '.join(DISPUTE_TYPES)}, found {options.type!r}")
    rows = snapshot.read("worklist", night).sort_by("priority").to_pylist()
    wanted = [
        {"business_date": night, **row}
        for row in rows
        if options.payer in (None, row["payer_id"]) and options.type in (None, row["dispute_type"])
    ]
    return wanted[: options.limit]


def _print_table(rows: list[dict[str, Any]]) -> None:
    """A line of columns per dispute, and below it the sentence that explains it."""
    shown = [_texts(row) for row in rows]
    widths = {name: max([len(title), *(len(row[name]) for row in shown)]) for name, title in COLUMNS}
    width = max(60, shutil.get_terminal_size((120, 40)).columns)
    say(_line(dict(COLUMNS), widths))
    for row, texts in zip(rows, shown, strict=True):
        explanation = visible_line(row["explanation"])
        say(
            _line(texts, widths),
            *textwrap.wrap(explanation, width, initial_indent=INDENT, subsequent_indent=INDENT),
        )
    say(f"{len(rows)} disputes" if rows else "no open dispute")


def _texts(row: dict[str, Any]) -> dict[str, str]:
    places = EXPONENTS[row["currency"]]
    texts = {
        "priority": str(row["priority"]),
        "payer": f"{row['payer_id']} {(row['payer_name'] or '')[:24]}".rstrip(),
        "document": row["invoice_number"] or row["claim_number"] or row["payment_id"] or "",
        "amount": f"{row['open_amount']:,.{places}f} {row['currency']}",
        "kind": f"{row['dispute_type']}/{row['dispute_subtype']}"
        + (" (contested)" if row["is_contested"] else ""),
        "recommended_action": row["recommended_action"],
        "due_date": str(row["due_date"]),
    }
    return {name: visible_line(text) for name, text in texts.items()}


def _line(texts: dict[str, str], widths: dict[str, int]) -> str:
    cells = (
        texts[name].rjust(widths[name]) if name in ("priority", "amount") else texts[name].ljust(widths[name])
        for name, _ in COLUMNS
    )
    return "  ".join(cells).rstrip()
