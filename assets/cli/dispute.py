"""`tieout dispute`: one dispute as a page of text: money, evidence, history, next step."""

from __future__ import annotations

from argparse import Namespace

from assets.cli.snapshot_option import pin
from assets.terminal import say
from pipelines.errors import Refused
from pipelines.reports.dispute_page import SHORTEST_PREFIX, tell_case


def print_dispute(options: Namespace) -> int:
    say(*_lines(options))
    return 0


def _lines(options: Namespace) -> list[str]:
    lake, snapshot = pin(options)
    lines = tell_case(snapshot, options.name)
    if not lines:
        raise Refused(
            f"lake {lake.root}: dispute {options.name}: expected a dispute_id of a worklist, or the first letters of one "
            f"only, at least {SHORTEST_PREFIX}; found none or several; look it up in `worklist` or `dispute_history`"
        )
    return lines
