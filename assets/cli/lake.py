"""`tieout lake`: whether the lake is as it was committed, its commits, going back, and forgetting a payer."""

from __future__ import annotations

import uuid
from argparse import Namespace
from collections.abc import Iterator
from shlex import quote

from assets.cli.snapshot_option import open_lake
from assets.nightly.log_lines import LOG
from assets.terminal import say
from pipelines import forgetting
from pipelines.forgetting import Forgetting
from pipelines.lake import Lake
from pipelines.lake.inspection import Inspected, Inspection

NOT_REACHED = (
    "the landing zone: the extracts still hold the names; every run masks them as they land",
    "backups of the lake: the names come back with one taken before; forget the payer again after a restore",
    "files that people have written from the lake: statements, exports, copies",
    "Dagster's event log, where runs are recorded: first rows of tables; `tieout prune --runs DAYS` deletes old runs",
)


def verify(options: Namespace) -> int:
    """Print what was checked; return 1 where anything is not as it was committed."""
    lake = open_lake(options)
    inspection = lake.inspect(options.head)
    say(*_lines(inspection, f" --lake {quote(str(options.lake))}" if options.lake else ""))
    if inspection.is_whole:
        forgetting.read_record(lake)
    return 0 if inspection.is_whole else 1


def restore(options: Namespace) -> int:
    """Make an older generation the current one."""
    lake = open_lake(options)
    commit = lake.restore(options.generation, str(uuid.uuid4()), options.new_history)
    nights = lake.nights()
    say(
        f"restored {commit.base} as {commit.generation}: {len(nights)} nights, {nights[0]} to {nights[-1]}; head "
        f"{commit.digest()}; the next `tieout run` brings the copies up to it and makes the nights after it"
    )
    return 0


def history(options: Namespace) -> int:
    """Print the commits, ascending, each with its hash."""
    recorded = open_lake(options).history()
    commits = list(zip(recorded.commits, recorded.digests, strict=True))
    for commit, digest in commits[-options.limit :] if options.limit else commits:
        nights = " to ".join(dict.fromkeys(commit.nights)) or "-"
        say(
            f"{commit.number:>6}  {commit.committed_at}  {commit.kind:<9} {commit.generation}  {nights:<24}  {digest}"
        )
    return 0


def forget(options: Namespace) -> int:
    """Mask a payer's names and texts, and print what was done and what is left to do by hand."""
    lake = open_lake(options)
    done = forgetting.forget(
        lake, options.payer_id, str(uuid.uuid4()), lambda fault: LOG.warning("%s", fault)
    )
    say(*_forgotten(options.payer_id, done, lake))
    return 0


def _forgotten(payer_id: str, done: Forgetting, lake: Lake) -> Iterator[str]:
    yield from (f"notice: {notice}" for notice in done.notices)
    if done.commit is None:
        yield f"payer {payer_id} is already forgotten, as {done.pseudonym}; nothing was written"
        return
    for table, nights in sorted(done.nights.items()):
        yield f"masked {table}: {nights} night{'s' if nights > 1 else ''}"
    yield from (f"removed {name}" for name in done.removed)
    yield from (f"written from scratch: {copy}" for copy in done.copies)
    yield (
        f"payer {payer_id} is forgotten, as {done.pseudonym}: {sum(done.nights.values())} files rewritten; commit "
        f"{done.commit.number}, generation {done.commit.generation}, head {done.head}"
    )
    yield "not reached, and left to you (docs/forgetting.md):"
    yield from (f"  {place}" for place in NOT_REACHED)
    yield from (f"  {path}: not written by Tieout" for path in lake.foreign())


def _lines(inspection: Inspection, option: str) -> Iterator[str]:
    for generation in inspection.generations:
        yield f"{generation.name}: {_describe(generation)}"
    yield f"history: {inspection.commits} commits, head {inspection.head}"
    yield from (f"notice: {notice}" for notice in inspection.notices)
    damage = [*inspection.damage, *(finding for each in inspection.generations for finding in each.damage)]
    yield from (f"damaged: {finding}" for finding in damage)
    whole = [each.name for each in inspection.generations if not each.damage and each.files]
    if damage:
        newest = (
            f"; `tieout lake restore {whole[-1]}{option}` goes back to the newest whole one" if whole else ""
        )
        yield f"the lake is damaged: {len(damage)} findings; {len(whole)} generations are whole{newest}"


def _describe(generation: Inspected) -> str:
    state = f"{len(generation.damage)} damaged" if generation.damage else "whole"
    recorded = "" if generation.is_recorded else ", recorded by no commit (an older release, or a killed run)"
    return f"{generation.files} files, {state}{recorded}"
