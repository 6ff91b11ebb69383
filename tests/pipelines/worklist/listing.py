"""A worklist made from a few cases by a policy that can be reckoned by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pyarrow as pa

from pipelines.catalog import BOOKS
from pipelines.policy import Policy, load_policy
from pipelines.policy.rules import Window
from pipelines.worklist import build_worklist
from tests.casebook import NIGHT, case, rows_of, variances

SUBTYPES = {
    "short_ship": ("quantity", "missing_line", "damaged_or_returned"),
    "pricing": ("contract_price", "percent"),
    "billing_error": ("tax", "freight", "arithmetic", "misapplied_cash"),
    "duplicate": ("invoice", "payment", "deduction", "already_credited"),
    "other": ("unearned_discount", "promotion", "compliance", "overpayment", "unexplained"),
}
ANY = Window(None, None, 0, 180)


def policy(**changed: Any) -> Policy:
    """Shipped, but for rates and shares that can be reckoned by hand: of a short shipment 0.5 × 0.8 come back."""
    values = {
        "rates": {"GBP": Decimal(1), "EUR": Decimal("0.85"), "JPY": Decimal("0.005")},
        "invalid_probabilities": dict.fromkeys((*SUBTYPES, "issue_credit", "collect"), Decimal("0.5")),
        "recovery_probabilities": {
            "short_ship": Decimal("0.8"), "pricing": Decimal("0.9"), "billing_error": Decimal("0.6"),
            "duplicate": Decimal("0.8"), "other": Decimal("0.8"),
        },
        "write_off_audit_percent": Decimal(0),
        "default_owner": "desk",
    }  # fmt: skip
    return replace(load_policy(), **values | changed)


PAYERS = rows_of(
    BOOKS["book_payers"],
    {"payer_id": "C1", "name": "Acme", "collector": "mia", "is_live": True},
    {"payer_id": "C2", "name": "Birch", "collector": None, "is_live": True},
)


def listed(
    *cases: dict[str, Any], books: dict[str, pa.Table] | None = None, **changed: Any
) -> list[dict[str, Any]]:
    """The worklist of these cases, most urgent first; `changed`: values of the policy."""
    tables = {"book_variances": variances(*cases), "book_payers": PAYERS} | (books or {})
    return build_worklist(tables, policy(**changed), NIGHT)["worklist"].sort_by("priority").to_pylist()


def because(basis: str, source: str = "paper") -> dict[str, Any]:
    """Return the columns that say what a type rests on."""
    evidence = {"hypothesis": "pricing/contract_price", "amount": Decimal("9.000"), "basis": basis}
    return {"evidence": [evidence], "evidence_source": source}


def typed(subtype: str, amount: str = "500.00", **others: Any) -> dict[str, Any]:
    main = next(main for main, subtypes in SUBTYPES.items() if subtype in subtypes)
    return case("D1", amount, dispute_type=main, dispute_subtype=subtype, **others)
