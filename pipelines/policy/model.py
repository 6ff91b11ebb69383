"""The policy's values, typed: every limit, rate and window that a person may want to change.

The values live in `data/reference/policy.toml`. What does **not** belong here: how a file is read
(`pipelines.policy.load`), what a step does with a value, and settings of the machine (environment variables).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from pipelines.catalog.extracts import EXTRACTS
from pipelines.evidence.scale import Scale
from pipelines.policy import values as a
from pipelines.policy.rules import SHARES, DueRule, OwnerRule, Window, WriteOffLimit, read_rules


def value(rule: Callable[[object], Any]) -> Any:
    """Return a field of the policy that a function reads from the file; it raises `Mistake` where the value is none."""
    return field(metadata={"rule": rule})


SCALE_RULES: dict[str, Callable[[object], Any]] = {
    each.name: a.count if each.type == "int" else lambda number: float(a.amount(number))
    for each in fields(Scale)
}


@dataclass(frozen=True)
class Policy:
    """All values of one policy file. Limits and costs are in the reporting currency; tolerance is in the document's."""

    # Extract → weekdays (Monday = 0) when its folder must be there.
    required_extracts: Mapping[str, frozenset[int]] = value(a.table_of(a.one_of(EXTRACTS), a.weekdays))
    holidays: frozenset[date] = value(lambda value: frozenset(a.list_of(a.day)(value)))
    first_night: date | None = value(a.optional(a.day))
    # Bounds of every date in an extract; a row with another one is rejected.
    earliest_date: date = value(a.calendar_day)
    latest_date: date = value(a.calendar_day)
    # Bytes of a file as it is read: unpacked, in GB of 10^9.
    largest_file_gigabytes: int = value(a.positive_count)
    late_folder_nights: int = value(a.count)
    snapshot_nights: int = value(a.positive_count)
    settled_memory_nights: int = value(a.positive_count)
    grace_days: int = value(a.count)
    tolerance: Decimal = value(a.amount)
    bank_charge_limit: Decimal = value(a.amount)
    evidence_scale: Scale = value(lambda value: Scale(**a.record_of(SCALE_RULES)(value)))
    reference_limit: int = value(a.positive_count)
    usual_documents: int = value(a.positive_count)
    usual_share: Decimal = value(a.share)
    least_pack: int = value(a.positive_count)
    reporting_currency: str = value(a.currency)
    # Currency → what one unit of it is in the reporting currency; for ranking only.
    rates: Mapping[str, Decimal] = value(a.table_of(a.currency, a.rate))
    dispute_due_days: int = value(a.count)
    due_rules: tuple[DueRule, ...] = value(read_rules(DueRule))
    windows: tuple[Window, ...] = value(read_rules(Window))
    window_closes_soon_days: int = value(a.count)
    write_off_limits: tuple[WriteOffLimit, ...] = value(read_rules(WriteOffLimit))
    repeat_offender_count: int = value(a.positive_count)
    repeat_offender_days: int = value(a.positive_count)
    write_off_audit_percent: Decimal = value(a.percent)
    # Dispute type → share of its disputes that turn out to be the payer's fault, and of those the share that is recovered.
    invalid_probabilities: Mapping[str, Decimal] = value(
        a.table_of(a.one_of(SHARES["invalid_probabilities"]), a.share)
    )
    recovery_probabilities: Mapping[str, Decimal] = value(
        a.table_of(a.one_of(SHARES["recovery_probabilities"]), a.share)
    )
    learning_weight: int = value(a.positive_count)
    working_cost: Decimal = value(a.amount)
    default_owner: str = value(a.text)
    answer_days: int = value(a.count)
    statement_days: int = value(a.count)
    owner_rules: tuple[OwnerRule, ...] = value(read_rules(OwnerRule))

    def required_on(self, night: date) -> tuple[str, ...]:
        """The extracts whose folder must be there on this day; none on a holiday."""
        if night in self.holidays:
            return ()
        return tuple(sorted(name for name, days in self.required_extracts.items() if night.weekday() in days))

    @cached_property
    def version(self) -> str:
        """Twelve characters that change whenever a value does, whatever the file's order, comments and spelling."""
        values = "\n".join(f"{field.name} {_written(getattr(self, field.name))}" for field in fields(self))
        return hashlib.sha256(values.encode()).hexdigest()[:12]


def _written(value: object) -> str:
    """A value in one spelling: 5 and 5.00 are the same, and sets have no order."""
    match value:
        case Decimal():
            return f"{value.normalize():f}"
        case Mapping():
            return repr(sorted((str(name), _written(content)) for name, content in value.items()))
        case frozenset():
            return repr(sorted(map(str, value)))
        case tuple():
            return repr([_written(element) for element in value])
        case Window() | WriteOffLimit() | DueRule() | OwnerRule():
            return repr([_written(getattr(value, field.name)) for field in fields(value)])
    return str(value)
