"""The policy: every limit, rate and window that a person may want to change, typed and checked at start.

The values live in `data/reference/policy.toml`; here are their types and rules only. What does **not** belong here: what a
step does with a value, and settings of the machine (environment variables, read where they are used).
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipelines import policy_values as a
from pipelines.errors import Refused
from pipelines.tables.extracts import EXTRACTS
from pipelines.tables.published import SUBTYPES

SHIPPED = Path(__file__).resolve().parent.parent / "data" / "reference" / "policy.toml"


class PolicyError(Refused):
    """The policy file does not add up; the message lists every mistake in it."""


@dataclass(frozen=True)
class Window:
    """When a payer takes disputes of a type, in days after opening. None = every payer, every type, no end."""

    payer_id: str | None
    dispute_type: str | None
    opens_after_days: int
    closes_after_days: int | None


@dataclass(frozen=True)
class Policy:
    """All values of one policy file. Limits and costs are in the reporting currency; tolerance is in the document's."""

    # Extract → weekdays (Monday = 0) when its folder must be there.
    required_extracts: Mapping[str, frozenset[int]]
    holidays: frozenset[date]
    first_night: date | None
    late_folder_nights: int
    snapshot_nights: int
    settled_memory_nights: int
    grace_days: int
    tolerance: Decimal
    bank_charge_limit: Decimal
    reporting_currency: str
    # Currency → what one unit of it is in the reporting currency; for ranking only.
    rates: Mapping[str, Decimal]
    dispute_due_days: int
    windows: tuple[Window, ...]
    write_off_recommend_limit: Decimal
    # Dispute type → share of its money that working it brings back.
    recovery_probabilities: Mapping[str, Decimal]
    working_cost: Decimal
    default_owner: str

    def required_on(self, night: date) -> tuple[str, ...]:
        """The extracts whose folder must be there on this day; none on a holiday."""
        if night in self.holidays:
            return ()
        return tuple(sorted(name for name, days in self.required_extracts.items() if night.weekday() in days))


RULES: dict[str, Callable[[object], Any]] = {
    "required_extracts": a.table_of(a.one_of(EXTRACTS), a.weekdays),
    "holidays": lambda value: frozenset(a.list_of(a.day)(value)),
    "first_night": a.optional(a.day),
    "late_folder_nights": a.count,
    "snapshot_nights": a.positive_count,
    "settled_memory_nights": a.positive_count,
    "grace_days": a.count,
    "tolerance": a.amount,
    "bank_charge_limit": a.amount,
    "reporting_currency": a.currency,
    "rates": a.table_of(a.currency, a.rate),
    "dispute_due_days": a.count,
    "windows": lambda value: tuple(map(_window, a.list_of(a.record_of(WINDOW_RULES))(value))),
    "write_off_recommend_limit": a.amount,
    "recovery_probabilities": a.table_of(a.one_of(SUBTYPES), a.share),
    "working_cost": a.amount,
    "default_owner": a.text,
}
WINDOW_RULES: dict[str, Callable[[object], Any]] = {
    "payer_id": a.optional(a.text),
    "dispute_type": a.optional(a.one_of(SUBTYPES)),
    "opens_after_days": a.count,
    "closes_after_days": a.optional(a.count),
}


def load_policy(path: Path | None = None) -> Policy:
    """The shipped policy; where another file is given, its values in place of the shipped ones."""
    values = _read(SHIPPED)
    if path is not None:
        values |= _read(path)
    parsed, mistakes = _parse(values)
    if mistakes:
        listed = "".join(f"\n  - {mistake}" for mistake in mistakes)
        raise PolicyError(
            f"policy {path or SHIPPED}: mistakes: {len(mistakes)}; mend the file; nothing was run{listed}"
        )
    return Policy(**parsed)


def _read(path: Path) -> dict[str, Any]:
    try:
        # Money in the file is exact: a TOML float never becomes a binary one.
        return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PolicyError(
            f"policy {path}: cannot be read: {error}; mend it or name another; nothing was run"
        ) from error


def _parse(values: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    mistakes = [f"{name}: no such setting" for name in sorted(set(values) - set(RULES))]
    parsed: dict[str, Any] = {}
    for name, rule in RULES.items():
        try:
            parsed[name] = rule(values.get(name))
        except ValueError as error:
            mistakes.append(f"{name}: {error}")
    return parsed, mistakes or list(_contradictions(Policy(**parsed)))


def _contradictions(policy: Policy) -> list[str]:
    """What each value alone cannot show: values that do not go together."""
    found = []
    if policy.rates.get(policy.reporting_currency) != 1:
        found.append(f"rates: expected {policy.reporting_currency} = 1, the reporting currency's own rate")
    if missing := sorted(set(SUBTYPES) - set(policy.recovery_probabilities)):
        found.append(f"recovery_probabilities: expected every dispute type, missing {', '.join(missing)}")
    if policy.late_folder_nights > policy.snapshot_nights:
        found.append(
            "late_folder_nights: expected at most snapshot_nights, or those nights cannot be run again"
        )
    for window in policy.windows:
        if window.closes_after_days is not None and window.closes_after_days < window.opens_after_days:
            found.append(f"windows: {window.payer_id or 'every payer'}: closes before it opens")
    scopes = [f"{w.payer_id or 'every payer'}, {w.dispute_type or 'every type'}" for w in policy.windows]
    found += [f"windows: {scope} stands twice" for scope in sorted(set(scopes)) if scopes.count(scope) > 1]
    return found


def _window(values: dict[str, Any]) -> Window:
    return Window(**values)
