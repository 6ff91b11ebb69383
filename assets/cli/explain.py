"""`tieout explain`: the story of one payment or one document, in words."""

from __future__ import annotations

from argparse import Namespace

from assets.cli.snapshot_option import pin
from assets.terminal import say
from pipelines.errors import Refused
from pipelines.reports import tell


def print_story(options: Namespace) -> int:
    say(*_story(options))
    return 0


def _story(options: Namespace) -> list[str]:
    lake, snapshot = pin(options)
    lines = tell(snapshot, options.name)
    if not lines:
        raise Refused(
            f"lake {lake.root}: {options.name}: expected the id of a payment or the number of a document as the extracts "
            "write it, found neither; look it up in `allocations`, `unapplied_payments` or `open_items`"
        )
    return lines
