"""Runs `check` and a night on a mutated zone, with a lake that holds the previous night, and judges the results."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pyarrow.dataset as ds

from assets.cli import main
from pipelines.ingest import Landing
from tests.fuzz.base import DAY, EARLY, base_zone
from tests.fuzz.inputs import Input
from tests.fuzz.rows import Failure
from tests.fuzz.trial import names, suspects
from tests.fuzz.zone import Zone

FAULTS = ("Traceback (most recent call last)", "a fault of ours")
BOOKS = {"payments": ("book_payments", "payment_id"), "invoices": ("book_documents", "invoice_number")}
"""Extracts whose landed rows are all in a book after the night, or in quarantine."""


@dataclass(frozen=True)
class Answer:
    """The exit code of a command (None if it raised) and its output."""

    exit_code: int | None
    output: str
    errors: str


def call(arguments: Sequence[str]) -> Answer:
    """Run the command in this process, with streams as strict as a terminal's."""
    output = io.TextIOWrapper(io.BytesIO(), "utf-8", "strict", write_through=True)
    errors = io.TextIOWrapper(io.BytesIO(), "utf-8", "backslashreplace", write_through=True)
    exit_code = None
    with redirect_stdout(output), redirect_stderr(errors):
        try:
            exit_code = main(arguments)
        except Exception as error:
            print(f"{FAULTS[0]}: {type(error).__name__}: {error}", file=sys.stderr)
    return Answer(
        exit_code, *(stream.buffer.getvalue().decode("utf-8", "replace") for stream in (output, errors))
    )  # type: ignore[attr-defined]


@contextmanager
def outside_dagster() -> Iterator[None]:
    """Restore the environment that a night changes; keep Dagster from recording."""
    before = dict(os.environ)
    os.environ.pop("DAGSTER_HOME", None)
    os.environ["TIEOUT_FIRST_NIGHT"] = "0001-01-01"
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def make_lake(folder: Path) -> Path:
    """Run the night of the first day; return the folder that holds its landing zone and lake."""
    base_zone(EARLY).write(folder / "extracts")
    answer = call(["run", *_places(folder), "--from", EARLY, "--to", EARLY])
    if answer.exit_code != 0:
        raise RuntimeError(f"the night before could not be made: {answer.errors}")
    return folder


def _places(site: Path) -> list[str]:
    return ["--extracts", str(site / "extracts"), "--lake", str(site / "lake")]


def try_night(mutated: Input, made: Path, site: Path, landing: Landing | Exception) -> list[Failure]:
    """Check and run the night of the mutated day on a copy of the lake in `made`."""
    shutil.copytree(made / "lake", site / "lake", symlinks=True)
    site_zone(mutated).write(site / "extracts")
    is_refused = not isinstance(landing, Landing)
    check = call(["check", *_places(site), "--to", DAY])
    failures = list(_judge_answer("check", check, is_refused))
    before = fingerprint(site / "lake")
    run = call(["run", *_places(site), "--from", DAY, "--to", DAY])
    failures += _judge_answer("night", run, is_refused)
    if is_refused:
        failures += _judge_refusal(run, mutated, before == fingerprint(site / "lake"))
    elif isinstance(landing, Landing) and run.exit_code == 0:
        failures += _judge_tables(landing, site / "lake")
    return failures


def site_zone(mutated: Input) -> Zone:
    """Return the mutated files among the unmutated ones of both days."""
    base = {**base_zone(EARLY).entries, **base_zone(DAY).entries}
    for path in mutated.plain.entries:
        base.pop(path.rsplit(b"/", 1)[0] + b"/part-0.csv", None)
    kept = {
        path: entry
        for path, entry in base.items()
        if not any(_are_nested(path, own) for own in mutated.zone.entries)
    }
    return Zone({**kept, **mutated.zone.entries})


def _are_nested(path: bytes, other: bytes) -> bool:
    """True where one of the two would have to be a file and a folder."""
    return path.startswith(other + b"/") or other.startswith(path + b"/")


def fingerprint(folder: Path) -> dict[str, str]:
    """Return every path below the folder with its content's hash, or its link's target."""
    found = {}
    for place, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(place, name)
            if path.is_symlink():
                found[str(path)] = os.readlink(path)
            elif path.is_file() and name != "_lock":
                found[str(path)] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def _judge_answer(step: str, answer: Answer, is_refused: bool) -> Iterator[Failure]:
    wanted = 2 if is_refused else 0
    if answer.exit_code != wanted:
        yield f"{step} exits with {answer.exit_code} for {wanted}", (answer.errors or answer.output)[-900:]
    for fault in FAULTS:
        if fault in answer.output + answer.errors:
            yield f"{step} shows a fault of ours", (answer.output + answer.errors)[-900:]


def _judge_refusal(run: Answer, mutated: Input, is_untouched: bool) -> Iterator[Failure]:
    if not is_untouched:
        yield "refused night changed the lake", run.errors[-300:]
    if not any(names(run.errors, path) for path in suspects(mutated.zone, mutated.plain)):
        yield "refused night does not name the culprit", run.errors[-600:]


def _judge_tables(landing: Landing, lake: Path) -> Iterator[Failure]:
    """Require every rejected row in the published quarantine, and every landed row in its book or there."""
    rejected = _read(lake, "quarantine", "file", "row_number")
    for row in landing.quarantine.to_pylist():
        if (row["file"], row["row_number"]) not in rejected:
            yield (
                "rejected row missing from the published quarantine",
                f"{row['file']} line {row['row_number']}: {row['reason'][:200]}",
            )
    for extract, (book, number) in BOOKS.items():
        known = _read(lake, book, "company_code", number)
        for row in landing.tables[extract].to_pylist():
            if (row["company_code"], row[number]) not in known and (
                row["source_file"],
                row["source_row"],
            ) not in rejected:
                yield (
                    "landed row missing from its book",
                    f"{extract}: {row['source_file']} line {row['source_row']}",
                )


def _read(lake: Path, table: str, *columns: str) -> set[tuple[object, ...]]:
    rows = ds.dataset(lake / table, format="parquet").to_table(columns=list(columns)).to_pylist()
    return {tuple(row[name] for name in columns) for row in rows}
