"""The policy's values, typed: every limit, rate and window that a person may want to change.

The values live in `data/reference/policy.toml`. What does **not** belong here: how a file is read
(`pipelines.policy.load`), what a step does with a value, and settings of the machine (environment variables).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from functools import cached_property

from pipelines.evidence.scale import Scale
from pipelines.policy.rules import DueRule, OwnerRule, Window, WriteOffLimit


@dataclass(frozen=True)
class Policy:
    """All values of one policy file. Limits and costs are in the reporting currency; tolerance is in the document's."""

    # Extract → weekdays (Monday = 0) when its folder must be there.
    required_extracts: Mapping[str, frozenset[int]]
    holidays: frozenset[date]
    first_night: date | None
    # Bounds of every date in an extract; a row with another one is rejected.
    earliest_date: date
    latest_date: date
    # Bytes of a file as it is read: unpacked, in GB of 10^9.
    largest_file_gigabytes: int
    late_folder_nights: int
    snapshot_nights: int
    settled_memory_nights: int
    grace_days: int
    tolerance: Decimal
    bank_charge_limit: Decimal
    evidence_scale: Scale
    reference_limit: int
    usual_documents: int
    usual_share: Decimal
    least_pack: int
    reporting_currency: str
    # Currency → what one unit of it is in the reporting currency; for ranking only.
    rates: Mapping[str, Decimal]
    dispute_due_days: int
    due_rules: tuple[DueRule, ...]
    windows: tuple[Window, ...]
    window_closes_soon_days: int
    write_off_limits: tuple[WriteOffLimit, ...]
    repeat_offender_count: int
    repeat_offender_days: int
    write_off_audit_percent: Decimal
    # Dispute type → share of its disputes that turn out to be the payer's fault, and of those the share that is recovered.
    invalid_probabilities: Mapping[str, Decimal]
    recovery_probabilities: Mapping[str, Decimal]
    learning_weight: int
    working_cost: Decimal
    default_owner: str
    answer_days: int
    statement_days: int
    owner_rules: tuple[OwnerRule, ...]

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
