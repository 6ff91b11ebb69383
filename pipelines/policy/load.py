"""Reads the policy from its file, checks every value, and names all mistakes at once with their lines.

What does **not** belong here: what the values are (`pipelines.policy.model`) and what is wrong with several of them together
(`pipelines.policy.contradictions`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import fields
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pipelines.errors import Refused
from pipelines.policy import values as a
from pipelines.policy.contradictions import Contradiction, contradict
from pipelines.policy.file_lines import Place, find_lines, line_of
from pipelines.policy.model import Policy
from pipelines.policy.rules import LISTS, contradictions

SHIPPED = Path(__file__).resolve().parents[2] / "data" / "reference" / "policy.toml"


class PolicyError(Refused):
    """The policy file does not add up; the message lists every mistake in it."""


RULES: dict[str, Callable[[object], Any]] = {field.name: field.metadata["rule"] for field in fields(Policy)}
"""By setting: the function that reads it."""
MERGED = ("evidence_scale",)
"""Tables of fixed names, of which another file need only hold what it changes."""


def load_policy(path: Path | None = None) -> Policy:
    """The shipped policy; where another file is given, its values in place of the shipped ones."""
    values, lines = _read(SHIPPED)
    if path is not None:
        # What the other file leaves out has no line in it.
        changed, lines = _read(path)
        values |= _merge(values, changed)
    parsed, mistakes = _parse(values)
    if mistakes:
        listed = "".join(f"\n  - {_placed(places, reason, lines)}" for places, reason in mistakes)
        raise PolicyError(
            f"policy {path or SHIPPED}: mistakes: {len(mistakes)}; mend the file; nothing was run{listed}"
        )
    return Policy(**parsed)


def _merge(shipped: Mapping[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    tables = {name: given[name] for name in MERGED if isinstance(given.get(name), dict)}
    return given | {name: shipped[name] | table for name, table in tables.items()}


def _read(path: Path) -> tuple[dict[str, Any], dict[Place, int]]:
    try:
        text = path.read_text(encoding="utf-8")
        # Money in the file is exact: a TOML float never becomes a binary one.
        return tomllib.loads(text, parse_float=Decimal), find_lines(text)
    except (OSError, ValueError, RecursionError) as error:
        raise PolicyError(
            f"policy {path}: cannot be read: {error}; mend it or name another; nothing was run"
        ) from error


def _placed(places: tuple[Place, ...], reason: str, lines: dict[Place, int]) -> str:
    """The line where the file has one, the setting (entries of lists counted from 1), the reason."""
    line = next((found for place in places if (found := line_of(place, lines))), None)
    name = ".".join(str(part + 1) if isinstance(part, int) else part for part in places[0])
    return f"{f'line {line}: ' if line else ''}{name}: {reason}"


def _parse(values: Mapping[str, Any]) -> tuple[dict[str, Any], list[Contradiction]]:
    mistakes: list[Contradiction] = [
        (((name,),), _unknown(name)) for name in sorted(set(values) - set(RULES))
    ]
    parsed: dict[str, Any] = {}
    for name, rule in RULES.items():
        try:
            parsed[name] = rule(values.get(name))
        except a.Mistake as mistake:
            mistakes.append((((name, *mistake.place),), str(mistake)))
    lists = {name: parsed[name] for name in LISTS if name in parsed}
    mistakes += [((place,), reason) for place, reason in contradictions(lists)]
    return parsed, mistakes if len(parsed) < len(RULES) else [*mistakes, *contradict(Policy(**parsed))]


def _unknown(name: str) -> str:
    near = get_close_matches(name, RULES, 1)
    return f"no such setting; expected {f'perhaps {near[0]}' if near else 'one of the shipped policy file'}, found {name}"
