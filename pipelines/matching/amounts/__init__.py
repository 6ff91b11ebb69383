"""Payments that name nothing: which documents their amount alone proves, over all ways in which payers plausibly pay.

A family is one file in `families/`: the sets of documents that such a payer would pay, near the payment's amount. A
payment is posted only where one set over all families adds up to it to the cent, and where so few sets come near that a
chance hit is unlikely. What does not belong here: references (`pipelines.matching`), and what a payment leaves short, for
there is no tolerance in combinations.
"""

from __future__ import annotations

from importlib.resources import files

from pipelines.connections import Connection
from pipelines.matching.amounts.plausibility import MACROS
from pipelines.sql import build
from pipelines.sql_text import literal

PACKAGE = "pipelines.matching.amounts"
PREPARED = ("unreferenced", "cut_memos", "payable")
WEIGHED = ("amount_scales", "accounts", "runs")
JUDGED = ("amount_explanations", "amount_choices", "amount_decoys", "amount_pieces")
_EMPTY = {
    "amount_explanations": "source_no INTEGER, documents INTEGER[], variant VARCHAR, family VARCHAR, odds DOUBLE",
    "amount_choices": "source_no INTEGER, explanations BIGINT, is_repeating BOOLEAN, reason VARCHAR",
    "amount_decoys": "source_no INTEGER, documents INTEGER[], family VARCHAR, total BIGINT",
    "amount_pieces": "source_no INTEGER, document_no INTEGER, cash_amount BIGINT, method VARCHAR, confidence DOUBLE",
}


def family_names() -> list[str]:
    """Every family there is: the `.sql` files of `families/`, in alphabetical order."""
    return sorted(
        entry.name[:-4] for entry in files(f"{PACKAGE}.families").iterdir() if entry.name.endswith(".sql")
    )


def match_amounts(connection: Connection) -> None:
    """Fill `amount_choices` (one row per payment that names nothing), `amount_explanations` (one row per payment and set of
    documents that adds up to it) and `amount_pieces` (one row per payment and document that is posted), in minor units.
    """
    build(connection, PACKAGE, PREPARED)
    if not connection.sql("SELECT 1 FROM payable LIMIT 1").fetchall():
        for name, columns in _EMPTY.items():
            connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} ({columns})")
        return
    build(connection, PACKAGE, WEIGHED)
    build(connection, f"{PACKAGE}.families", family_names())
    fits = " UNION ALL ".join(f"SELECT {literal(name)} AS family, * FROM {name}" for name in family_names())
    connection.execute(f"CREATE OR REPLACE TEMP TABLE amount_fits AS {fits}")
    build(connection, PACKAGE, JUDGED)


__all__ = ["MACROS", "family_names", "match_amounts"]
