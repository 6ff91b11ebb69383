"""The SQL macros that queries share: a file a topic, and above each macro a comment that says what it does.

A macro is an expression of its arguments, of other macros and of variables; none reads a table. A database keeps macros for
all its connections, so nothing in them may depend on the night or the policy: those are variables. What does **not**
belong here: which topics a step needs (the step).
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from pipelines.catalog.methods import method_macros
from pipelines.catalog.subtypes import subtype_macros
from pipelines.catalog.tiers import tier_macros
from pipelines.money import (
    CURRENCIES_OF_THREE_PLACES,
    CURRENCIES_WITHOUT_PLACES,
    LARGEST_AMOUNT,
    LARGEST_TOTAL,
)
from pipelines.sql_text import literal

TOPICS = (
    "money", "references", "names", "words", "tiers", "methods", "subtypes", "memos", "document_keys", "matching",
    "amount_patterns", "rules", "evidence_scale", "disputes", "learning", "texts", "forgetting",
)  # fmt: skip
"""All topics, each after those whose macros it calls."""

CONSTANTS: dict[str, dict[str, str | int]] = {
    "money": {
        "largest_amount": LARGEST_AMOUNT,
        "largest_total": LARGEST_TOTAL,
        "currencies_without_places": CURRENCIES_WITHOUT_PLACES,
        "currencies_of_three_places": CURRENCIES_OF_THREE_PLACES,
    }
}
"""By topic: values that Python has, too, as macros without arguments."""


GENERATED = {"tiers": tier_macros, "methods": method_macros, "subtypes": subtype_macros}
"""Topics that are made from a declaration, not kept in a file."""


@cache
def script(topic: str) -> str:
    """Return the script that creates the macros of a topic; they may call those of topics before it in `TOPICS`."""
    if topic in GENERATED:
        return GENERATED[topic]()
    constants = (
        f"CREATE OR REPLACE MACRO {name}() AS {literal(value) if isinstance(value, str) else value};\n"
        for name, value in CONSTANTS.get(topic, {}).items()
    )
    return "".join((*constants, files(__name__).joinpath(f"{topic}.sql").read_text(encoding="utf-8")))
