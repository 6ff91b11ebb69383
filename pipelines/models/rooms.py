"""Rooms: the packages that models live in, in the order of a night, and which rooms each may read.

A room reads its own models, those of the rooms named here, and parameters. A test fails on any other read;
one that is needed is added here, where it is seen. A folder inside a room belongs to the room.
"""

from __future__ import annotations

ROOMS: dict[str, tuple[str, ...]] = {
    "ingest": (),
    "state.opening": (),
    "evidence": ("state.opening", "cash_application", "billing_audit"),
    "billing_audit": ("state.opening", "cash_application", "evidence"),
    "cash_application": ("state.opening", "evidence", "deductions"),
    "deductions": ("state.opening", "cash_application", "evidence"),
    "night": ("state.opening",),
    "state.closing": ("state.opening", "cash_application", "deductions"),
    "disputes": ("state.closing",),
    "worklist": ("cash_application", "state.closing", "disputes"),
    "reports": ("cash_application", "deductions", "state.closing", "disputes"),
    "forgetting": ("state.closing",),
}
"""By room: the rooms that it may read."""

ABOUT: dict[str, str] = {
    "ingest": "the rows of landed files: records, versions, rejected rows",
    "state.opening": "the state before the night with the night's extracts laid over it; who paid, and by what advice",
    "evidence": "why a document is short: papers, reason codes, rules, verdicts",
    "billing_audit": "our own documents, each tested before anybody deducts",
    "cash_application": "which documents each payment pays: advice, memos, amounts; what corrections take back",
    "deductions": "what is short or paid too much, what settles it, and the ledger of disputes",
    "night": "the parts that a night is settled in",
    "state.closing": "the state after the night, with people's decisions; open items, unapplied payments",
    "disputes": "cases: what people did, statuses, owners, history",
    "worklist": "what to do, in which order; root causes, measures",
    "reports": "one payment, document or dispute in words",
    "forgetting": "the names of forgotten payers, masked",
}
"""By room: what its models are about."""


def room_of(package: str) -> str:
    """Return the room of a package: `cash_application` of `cash_application.amounts`."""
    return next((room for room in ROOMS if f"{package}.".startswith(f"{room}.")), package)
