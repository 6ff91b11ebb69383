"""`tieout lake`: whether the lake is as it was committed, its commits, and going back to an older generation."""

from __future__ import annotations

import uuid
from argparse import Namespace
from collections.abc import Iterator

from assets.command.terminal import say
from assets.settings import Settings
from pipelines.lake import Lake
from pipelines.lake.inspection import Inspected, Inspection


def verify(options: Namespace) -> int:
    """Print what was checked; return 1 where anything is not as it was committed."""
    inspection = _lake(options).inspect(options.head)
    say(*_lines(inspection))
    return 0 if inspection.is_whole else 1


def restore(options: Namespace) -> int:
    """Make an older generation the current one."""
    lake = _lake(options)
    commit = lake.restore(options.generation, str(uuid.uuid4()), options.new_history)
    nights = lake.nights()
    say(
        f"restored {commit.base} as {commit.generation}: {len(nights)} nights, {nights[0]} to {nights[-1]}; head "
        f"{commit.digest()}; the next `tieout run` brings the copies up to it and makes the nights after it"
    )
    return 0


def history(options: Namespace) -> int:
    """Print the commits, ascending, each with its hash."""
    told = _lake(options).history()
    commits = list(zip(told.commits, told.digests, strict=True))
    for commit, digest in commits[-options.limit :] if options.limit else commits:
        nights = " to ".join(dict.fromkeys(commit.nights)) or "-"
        say(
            f"{commit.number:>6}  {commit.committed_at}  {commit.kind:<9} {commit.generation}  {nights:<24}  {digest}"
        )
    return 0


def _lake(options: Namespace) -> Lake:
    return Lake(options.lake or Settings.from_environment().lake)


def _lines(inspection: Inspection) -> Iterator[str]:
    for generation in inspection.generations:
        yield f"{generation.name}: {_told(generation)}"
    yield f"history: {inspection.commits} commits, head {inspection.head}"
    damage = [*inspection.damage, *(said for each in inspection.generations for said in each.damage)]
    yield from (f"damaged: {said}" for said in damage)
    whole = [each.name for each in inspection.generations if not each.damage and each.files]
    if damage:
        newest = f"; `tieout lake restore {whole[-1]}` goes back to the newest whole one" if whole else ""
        yield f"the lake is damaged: {len(damage)} findings; {len(whole)} generations are whole{newest}"


def _told(generation: Inspected) -> str:
    state = f"{len(generation.damage)} damaged" if generation.damage else "whole"
    recorded = "" if generation.is_recorded else ", recorded by no commit (an older release, or a killed run)"
    return f"{generation.files} files, {state}{recorded}"
