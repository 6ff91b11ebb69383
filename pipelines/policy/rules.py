"""The entries of the policy's lists, each a rule about some cases: what it names must fit, what it leaves out fits all.

What does **not** belong here: which entry wins. Windows, due dates and owners: the one that names most. Write-off
limits: all of them, so that the most restrictive counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any, ClassVar

from pipelines.catalog.codes import DISPUTE_TYPES
from pipelines.policy import values as a


@dataclass(frozen=True)
class Window:
    """When a payer takes disputes of a type, in days after opening. None = every payer, every type, no end."""

    payer_id: str | None
    dispute_type: str | None
    opens_after_days: int
    closes_after_days: int | None

    CONDITIONS: ClassVar = ("payer_id", "dispute_type")

    def contradiction(self) -> str | None:
        if self.closes_after_days is not None and self.closes_after_days < self.opens_after_days:
            return (
                f"closes before it opens: expected closes_after_days of at least {self.opens_after_days}, "
                f"found {self.closes_after_days}"
            )
        return None


@dataclass(frozen=True)
class WriteOffLimit:
    """Up to what a write-off is recommended: open amount, share of the document in percent, and least age, all at once."""

    company_code: str | None
    payer_id: str | None
    dispute_type: str | None
    amount: Decimal | None
    percent: Decimal | None
    min_age_days: int

    CONDITIONS: ClassVar = ("company_code", "payer_id", "dispute_type")

    def contradiction(self) -> str | None:
        return (
            "limits nothing: expected an amount or a percent, found neither"
            if self.amount is self.percent is None
            else None
        )


@dataclass(frozen=True)
class DueRule:
    """In how many days after opening a dispute should be worked, once it is so large, and so old."""

    payer_id: str | None
    dispute_type: str | None
    from_amount: Decimal | None
    from_age_days: int | None
    days: int

    CONDITIONS: ClassVar = ("payer_id", "dispute_type", "from_amount", "from_age_days")

    def contradiction(self) -> str | None:
        if self.from_age_days is not None and self.days < self.from_age_days:
            return (
                f"is due before it counts: expected days of at least {self.from_age_days}, its from_age_days, "
                f"found {self.days}"
            )
        return None


@dataclass(frozen=True)
class OwnerRule:
    """Who owns such a dispute; of several names the least loaded. `region` is the payer's country."""

    payer_id: str | None
    dispute_type: str | None
    region: str | None
    from_amount: Decimal | None
    owners: tuple[str, ...]

    CONDITIONS: ClassVar = ("payer_id", "dispute_type", "region", "from_amount")

    def contradiction(self) -> str | None:
        if not self.owners:
            return "names nobody: expected at least one owner, found none"
        twice = sorted({owner for owner in self.owners if self.owners.count(owner) > 1})
        return f"expected every owner once, found {', '.join(twice)} twice" if twice else None


Rule = Window | WriteOffLimit | DueRule | OwnerRule
_SCOPE: dict[str, Callable[[object], Any]] = {
    "company_code": a.optional(a.text),
    "payer_id": a.optional(a.text),
    "dispute_type": a.optional(a.one_of(DISPUTE_TYPES)),
    "region": a.optional(a.text),
    "from_amount": a.optional(a.amount),
    "from_age_days": a.optional(a.count),
}
_VALUES: dict[type[Rule], dict[str, Callable[[object], Any]]] = {
    Window: {"opens_after_days": a.count, "closes_after_days": a.optional(a.count)},
    WriteOffLimit: {
        "amount": a.optional(a.amount),
        "percent": a.optional(a.percent),
        "min_age_days": a.count_or_none,
    },
    DueRule: {"days": a.count},
    OwnerRule: {"owners": a.list_of(a.text)},
}
LISTS: dict[str, type[Rule]] = {
    "windows": Window,
    "write_off_limits": WriteOffLimit,
    "due_rules": DueRule,
    "owner_rules": OwnerRule,
}
"""The lists of the policy file and what their entries are."""
SHOWN_BY_PAPERS = ("issue_credit", "collect")
"""What to do where papers show whose fault it is: it says more than the type whether the payer is wrong."""
SHARES = {
    "invalid_probabilities": (*DISPUTE_TYPES, *SHOWN_BY_PAPERS),
    "recovery_probabilities": DISPUTE_TYPES,
}
"""By setting that has a share of each: the names that it must have."""


def settings_of(rule: type[Rule]) -> dict[str, Callable[[object], Any]]:
    """What an entry may hold, in order, with the kind of each."""
    known = {name: _SCOPE[name] for name in rule.CONDITIONS} | _VALUES[rule]
    return {field.name: known[field.name] for field in fields(rule)}


def read_rules(rule: type[Rule]) -> Callable[[object], tuple[Any, ...]]:
    entries = a.list_of(a.record_of(settings_of(rule)))
    return lambda value: tuple(rule(**entry) for entry in entries([] if value is None else value))


def contradictions(lists: Mapping[str, Sequence[Rule]]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Where an entry does not add up by itself, or two are about the same cases; with its place in the file."""
    for name, entries in lists.items():
        seen: set[tuple[Any, ...]] = set()
        for number, entry in enumerate(entries):
            scope = tuple(getattr(entry, condition) for condition in entry.CONDITIONS)
            found = [
                entry.contradiction(),
                f"{_described(entry)} stands twice: expected one entry, found another before it; put them together"
                if scope in seen
                else None,
            ]
            yield from (((name, number), reason) for reason in found if reason)
            seen.add(scope)


def _described(entry: Rule) -> str:
    named = [
        f"{name} {getattr(entry, name)}" for name in entry.CONDITIONS if getattr(entry, name) is not None
    ]
    return ", ".join(named) or "an entry about every case"
