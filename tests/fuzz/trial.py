"""Lands and inspects a mutated zone, and judges the outcome."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from pipelines.errors import TieoutError
from pipelines.ingest import Fault, Landing, find_notices, inspect, land
from pipelines.policy import Policy, load_policy
from tests.fuzz.base import NIGHT
from tests.fuzz.contract import EXTRACTS
from tests.fuzz.inputs import Input
from tests.fuzz.mutations.registry import DAMAGED, EITHER, LANDS, REFUSES
from tests.fuzz.oracle import judge_landing
from tests.fuzz.placing import must_come_of, place_files, read_day
from tests.fuzz.rows import Failure
from tests.fuzz.zone import Zone

LONGEST_MESSAGE = 20_000


@cache
def policy() -> Policy:
    return load_policy()


@dataclass
class Trial:
    """The landing of an input, or its error, and the failures."""

    landing: Landing | Exception
    failures: list[Failure]


def try_input(mutated: Input, folder: Path, inspects_all: bool = True) -> Trial:
    """Write the zone to `folder`, land and inspect it. Without `inspects_all` only what was refused is inspected."""
    folder.mkdir(parents=True, exist_ok=True)
    mutated.zone.write(folder)
    landing = _land(folder)
    trial = Trial(landing, list(_judge(mutated, landing, folder)))
    if inspects_all or not isinstance(landing, Landing):
        trial.failures += _judge_inspection(folder, landing)
    return trial


def _judge(mutated: Input, landing: Landing | Exception, folder: Path) -> Iterator[Failure]:
    placed = list(place_files(mutated.zone))
    if isinstance(landing, Landing):
        yield from judge_landing(placed, landing)
        yield from _judge_notices(folder, [file.path for file in placed if file.shape == "unread"])
    elif isinstance(landing, TieoutError):
        yield from judge_message(landing, suspects(mutated.zone, mutated.plain))
    else:
        yield _crash("landing", landing)
    outcome = LANDS if isinstance(landing, Landing) else REFUSES
    required = EITHER if mutated.declared == DAMAGED else must_come_of(placed)
    for wanted in {mutated.declared, required} - {EITHER, DAMAGED, outcome}:
        wrong = [file.path for file in placed if file.shape == "wrong"]
        yield (
            f"{outcome} but should be {'refused' if wanted == REFUSES else 'landed'}",
            f"{shown(landing)} {wrong}",
        )


def _judge_notices(folder: Path, unread: list[bytes]) -> Iterator[Failure]:
    """Require that a notice names the folder or file at the top of each path that nothing reads."""
    said = "\n".join(
        notice.message for notice in find_notices(folder, (), date.min, NIGHT, NIGHT, policy().earliest_date)
    )
    yield from _judge_text(said)
    for path in unread:
        if not names(said, path.split(b"/")[0]):
            yield "no notice names what is not read", f"{path!r}: {said[:300]}"


def shown(landing: Landing | Exception) -> str:
    if isinstance(landing, Exception):
        return str(landing)[:300]
    rows = {name: table.num_rows for name, table in landing.tables.items() if table.num_rows}
    return f"landed {rows}, quarantined {landing.quarantine.num_rows}"


def _land(folder: Path) -> Landing | Exception:
    try:
        return land(folder, None, NIGHT, policy())
    except Exception as error:
        return error


def _crash(step: str, error: Exception) -> Failure:
    where = traceback.extract_tb(error.__traceback__)[-1]
    return f"{step} raises {type(error).__name__}", f"{where.name}: {str(error)[:300]}"


def _judge_inspection(folder: Path, landing: Landing | Exception) -> Iterator[Failure]:
    """Require that `inspect` stops where landing stops, and counts the rows that landing quarantines."""
    try:
        faults: list[Fault] = list(inspect(folder, date.min, NIGHT, policy(), ()))
    except Exception as error:
        yield _crash("inspection", error)
        return
    stopping = [fault for fault in faults if not fault.row_count]
    if bool(stopping) == isinstance(landing, Landing):
        yield (
            "inspection disagrees with landing",
            f"{[fault.message[:200] for fault in stopping]} against {shown(landing)}",
        )
    elif isinstance(landing, Landing):
        counted = sum(fault.row_count for fault in faults)
        if counted != landing.quarantine.num_rows:
            yield (
                "inspection counts other rows than landing",
                f"{counted} against {landing.quarantine.num_rows}",
            )
    for fault in faults:
        yield from _judge_text(f"{fault.place} {fault.message}")


def suspects(zone: Zone, plain: Zone) -> list[bytes]:
    """Return the paths that a message may name: those that the mutations touched, or took away."""
    return [*zone.changed_from(plain), *plain.changed_from(zone)]


def judge_message(error: TieoutError, paths: list[bytes]) -> Iterator[Failure]:
    """Require that a refusal exits with 2, names the file or folder, and states that nothing was written."""
    message = str(error)
    if error.exit_code != 2:
        yield "refusal with another exit code", f"{error.exit_code}: {message[:300]}"
    if not any(names(message, path) for path in paths):
        yield "refusal does not name the culprit", f"{paths}: {message[:300]}"
    if "nothing was written" not in message:
        yield "refusal does not state what was left untouched", message[-300:]
    yield from _judge_text(message)


def _judge_text(message: str) -> Iterator[Failure]:
    if len(message) > LONGEST_MESSAGE:
        yield "message too long", f"{len(message)} characters: {message[:200]}"
    try:
        message.encode()
    except UnicodeEncodeError as error:
        yield "unprintable message", str(error)[:200]


def names(message: str, path: bytes) -> bool:
    """True where the words of the path stand in the message in their order, however they are shown.

    Of a control file, or of a file that is not in the folder of a day, its folder, or a folder above it, is enough.
    """
    parts = path.decode("ascii", "replace").replace("\ufffd", " ").split("/")
    is_data = (
        len(parts) == 3
        and parts[0] in EXTRACTS
        and read_day(parts[1])
        and not parts[2].endswith(".control.json")
    )
    words = re.findall(r"[A-Za-z0-9_-]+", "/".join(parts if is_data else parts[:2]))
    wanted = words if is_data else words[: max(1, len(words) - (len(parts) == 2))]
    return re.search(r"[\s\S]*?".join(map(re.escape, wanted)), message) is not None
