"""Rooms: the packages that models live in, in the order of a night, and which rooms each may read.

A room reads its own models, those of the rooms named here, and parameters. A test fails on any other read;
one that is needed is added here, where it is seen.
"""

from __future__ import annotations

ROOMS: dict[str, tuple[str, ...]] = {
    "extracts": (),
    "books": (),
    "billing": ("books", "matching", "variances", "explanations"),
    "matching": ("books", "explanations", "engine"),
    "variances": ("books", "matching", "explanations"),
    "explanations": ("matching", "variances", "billing"),
    "engine": ("books", "matching", "variances"),
    "closing": ("books", "engine", "variances"),
    "disputes": ("closing",),
    "worklist": ("engine", "closing", "disputes"),
    "stories": ("matching", "engine", "closing", "disputes"),
    "forgetting": ("closing",),
}
"""By room: the rooms that it may read."""

ABOUT: dict[str, str] = {
    "extracts": "the rows of landed files: records, versions, rejected rows",
    "books": "the state before the night with the night's extracts laid over it; who paid, and by what advice",
    "billing": "our own documents, each tested before anybody deducts",
    "matching": "which documents each payment pays: advice, memos, amounts; what corrections take back",
    "variances": "what is short or paid too much, what settles it, and the ledger of disputes",
    "explanations": "why a document is short: reason codes, rules, verdicts",
    "engine": "the night's allocations, variances and movements, and the state after it",
    "closing": "the books after the night, with people's decisions; open items, unapplied payments",
    "disputes": "cases: what people did, statuses, owners, history",
    "worklist": "what to do, in which order; root causes, measures",
    "stories": "one payment, document or dispute in words",
    "forgetting": "the names of forgotten payers, masked",
}
"""By room: what its models are about."""
