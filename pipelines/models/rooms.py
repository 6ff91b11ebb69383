"""Rooms: the packages that models live in, in the order of a night, and which rooms each may read.

A room reads its own models, those of the rooms named here, and parameters. A test fails on any other read;
one that is needed is added here, where it is seen. A folder inside a room belongs to the room.
"""

from __future__ import annotations

ROOMS: dict[str, tuple[str, ...]] = {
    "ingest": (),
    "state.opening": (),
    "open_balances": ("state.opening",),
    "reason_codes": (),
    "evidence": ("state.opening", "open_balances"),
    "billing_audit": ("state.opening", "evidence"),
    "cash_application": ("state.opening", "open_balances", "reason_codes"),
    "deductions": ("open_balances", "cash_application"),
    "ledger": ("state.opening", "open_balances", "cash_application", "deductions"),
    "trace": ("open_balances", "cash_application", "ledger"),
    "night": ("state.opening",),
    "state.closing": ("state.opening", "open_balances", "cash_application", "deductions", "ledger"),
    "disputes": ("state.closing",),
    "worklist": ("ledger", "state.closing", "disputes"),
    "reports": ("ledger", "trace", "state.closing", "disputes"),
    "forgetting": ("state.closing",),
}
"""By room: the rooms that it may read."""

ABOUT: dict[str, str] = {
    "ingest": "the rows of landed files: records, versions, rejected rows",
    "state.opening": "the state before the night with the night's extracts laid over it; who paid, and by what advice",
    "open_balances": "what stands before tonight's money: documents, disputes, payments in play; returns and lower bills",
    "reason_codes": "what payers' own codes mean, and which nobody has mapped",
    "evidence": "why a document is short: papers, what is usual, rules, verdicts",
    "billing_audit": "our own documents, each tested before anybody deducts",
    "cash_application": "which documents each payment pays: advice, memos, amounts",
    "deductions": "what is short or paid too much, and what settles it",
    "ledger": "what the night writes: pieces of payments, variances, what moved in them",
    "trace": "every candidate of each match, and why it was taken or left",
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
