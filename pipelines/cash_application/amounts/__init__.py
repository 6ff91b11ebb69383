"""Payments that name nothing: which documents their amount alone proves, over all ways in which payers plausibly pay.

A pattern is one file in `patterns/`: the sets of documents that such a payer would pay, near the payment's amount. A payment
is posted only where one set over all patterns adds up to it to the cent, and where so few sets come near that a chance hit
is unlikely. What does not belong here: references (`pipelines.cash_application`), and what a payment leaves short, for
there is no tolerance in combinations.
"""

from __future__ import annotations

from pipelines.models import Session, file_name, members
from pipelines.sql_text import no_rows

_NO_MATCHES = {
    "amount_explanations": no_rows(
        receipt_no="INTEGER", documents="INTEGER[]", variant="VARCHAR", family="VARCHAR", odds="DOUBLE"
    ),
    "amount_choices": no_rows(
        receipt_no="INTEGER", explanations="BIGINT", is_repeating="BOOLEAN", reason="VARCHAR"
    ),
    "amount_decoys": no_rows(receipt_no="INTEGER", documents="INTEGER[]", family="VARCHAR", total="BIGINT"),
    "amount_pieces": no_rows(
        receipt_no="INTEGER",
        document_no="INTEGER",
        cash_amount="BIGINT",
        method="VARCHAR",
        confidence="DOUBLE",
    ),
}
"""What is made where no payment is without a reference: one query a table."""


def pattern_names() -> list[str]:
    """Return the names of all patterns: the `.sql` files of `patterns/`, in alphabetical order."""
    return [file_name(pattern) for pattern in members("cash_application.amounts.patterns")]


def match_amounts(night: Session) -> None:
    """Make `amount_choices` (one row per payment that names nothing), `amount_explanations` (one row per payment and set of
    documents that adds up to it) and `amount_pieces` (one row per payment and document that is posted), in minor units.
    """
    if night.is_empty("payable"):
        night.define(**_NO_MATCHES)
    night.make(*_NO_MATCHES)


__all__ = ["match_amounts", "pattern_names"]
