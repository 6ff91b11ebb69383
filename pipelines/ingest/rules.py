"""Rules of a row that need two columns: the signs of the contract, each with its sentence.

What does **not** belong here: rules that need another row or table; they are the books'.
"""

from __future__ import annotations

RULES: dict[str, tuple[tuple[str, str], ...]] = {
    "invoices": (
        (
            '"value document_type" = \'invoice\' AND "value gross_amount" < 0',
            "gross_amount: expected a positive amount on an invoice, found a negative one",
        ),
        (
            '"value document_type" = \'credit_memo\' AND "value gross_amount" > 0',
            "gross_amount: expected a negative amount on a credit memo, found a positive one",
        ),
    ),
    "payments": (
        ('"value amount" = 0', "amount: expected an amount other than 0, found 0"),
        (
            '"value amount" > 0 AND "value reverses_payment_id" IS NOT NULL',
            "amount: expected a negative amount where reverses_payment_id is given, found a positive one",
        ),
    ),
}
"""Zero has no sign: a document restated to 0 is sound. A bank may not say which payment a negative one reverses."""
