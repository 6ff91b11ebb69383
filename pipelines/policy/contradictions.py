"""Values of a policy that do not go together, which none of them can show alone.

What does **not** belong here: a value that is wrong by itself (`pipelines.policy.values`), and entries of the lists
(`pipelines.policy.rules`).
"""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.policy.file_lines import Place
from pipelines.policy.model import Policy
from pipelines.policy.rules import SHARES

AT_MOST = (
    ("late_folder_nights", "snapshot_nights", "those nights cannot be run again"),
    ("repeat_offender_days", "settled_memory_nights", "older cases are not seen"),
    ("statement_days", "settled_memory_nights", "older cases are not seen"),
)
"""A setting, the one it may not exceed, and what would happen."""
Contradiction = tuple[tuple[Place, ...], str]
"""Where to mend it, and why: of several places the first that the file has."""


def contradict(policy: Policy) -> Iterator[Contradiction]:
    """All of them, with what was expected and found."""
    currency, rate = policy.reporting_currency, policy.rates.get(policy.reporting_currency)
    if rate != 1:
        yield (
            (("rates", currency), ("rates",), ("reporting_currency",)),
            f"expected {currency} = 1, the reporting currency's own rate, found {_found(rate)}",
        )
    for name, expected in SHARES.items():
        if missing := sorted(set(expected) - set(getattr(policy, name))):
            yield ((name,),), f"expected one for each type, found none for {', '.join(missing)}"
    if policy.earliest_date > policy.latest_date:
        yield (
            (("earliest_date",), ("latest_date",)),
            f"expected at most latest_date, {policy.latest_date}, found {policy.earliest_date}; otherwise no date is sound",
        )
    for name, limit, otherwise in AT_MOST:
        value, most = getattr(policy, name), getattr(policy, limit)
        if value > most:
            yield (
                ((name,), (limit,)),
                f"expected at most {limit}, {most}, found {value}; otherwise {otherwise}",
            )
    if policy.evidence_scale.confidence_most > 1:
        yield (
            (("evidence_scale", "confidence_most"),),
            f"expected a share between 0 and 1, found {policy.evidence_scale.confidence_most}",
        )


def _found(value: object) -> str:
    return "none" if value is None else str(value)
