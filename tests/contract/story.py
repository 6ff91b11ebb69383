"""A story: what comes in on up to five nights for one payer, and what a controller expects to see after each.

Documents, payments and advice are named by letters ("A", "P"); each story has a payer and numbers of its own, so that all
stories run in the same nights beside each other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from pipelines.money import EXPONENTS

FIRST = date(2026, 3, 2)
Row = tuple[str, dict[str, Any]]


def day(night: int) -> date:
    return FIRST + timedelta(days=night - 1)


@dataclass(frozen=True)
class Story:
    """`nights[n]` comes in on night n; `then[n]` maps what is looked at to what is expected after night n."""

    name: str
    nights: Mapping[int, Sequence[Row]]
    then: Mapping[int, Mapping[str, Any]]
    currency: str = "USD"
    number: int = field(default=0)

    def rows(self, night: int) -> list[Row]:
        return [(extract, self._own(extract, row)) for extract, row in self.nights.get(night, ())]

    def document(self, letter: str) -> str:
        """INV-3070001 for "A" of story 307; credit memos "M…" get CM-; what has a dash already is taken as it is."""
        if letter.startswith("payment "):
            return self.payment(letter.removeprefix("payment "))
        if not letter or len(letter) > 2 or not letter[0].isupper():
            return letter
        prefix = "CM-" if letter[0] == "M" else "INV-"
        return f"{prefix}{self.number:03d}{ord(letter[0]):02d}{letter[1:] or 0}01"

    def payment(self, letter: str) -> str:
        return f"PAY{self.number:03d}{letter}"

    @property
    def payer(self) -> str:
        return f"PAYER{self.number:03d}"

    def dispute(self, document: str, payment: str, slot: str) -> str:
        """The id of the first dispute of that slot, which rests on nothing else ("Identity")."""
        parts = ("C1", f"document {self.document(document)}", f"payment {self.payment(payment)}", slot, "1")
        return hashlib.md5("|".join(parts).encode()).hexdigest()

    def _own(self, extract: str, row: dict[str, Any]) -> dict[str, Any]:
        own = dict(row)
        if "dispute" in own:
            own["dispute_id"] = self.dispute(*own.pop("dispute"))
            own["activity_id"] = f"{own['activity_id']}-{self.number:03d}"
            return own
        for name in ("invoice_number", "invoice_reference", "original_invoice_number"):
            if own.get(name):
                own[name] = self.document(own[name])
        for name in ("payment_id", "bank_reference", "reverses_payment_id"):
            if own.get(name):
                own[name] = self.payment(own[name])
        if own.get("memo"):
            own["memo"] = " ".join(self.document(word) for word in own["memo"].split())
        if extract in ("invoices", "payments", "remittances", "price_agreements"):
            own.setdefault("payer_id", "")
        for name in ("payer_id", "parent_payer_id"):
            # "" is the story's payer, "B" another one beside it; None stays unknown.
            if own.get(name) is not None:
                own[name] = f"{self.payer}{own[name]}"
        for name in ("remittance_id", "delivery_number", "po_number", "po_reference", "invoice_reference"):
            if own.get(name) and (name == "remittance_id" or own[name].startswith(("PO-", "DEL-"))):
                own[name] = f"{own[name]}-{self.number:03d}"
        if extract in ("invoices", "payments", "remittances"):
            own.setdefault("currency", self.currency)
        return {name: self._minor(extract, name, value) for name, value in own.items()}

    def _minor(self, extract: str, name: str, value: Any) -> Any:
        if (
            not isinstance(value, Decimal)
            or extract not in ("invoices", "payments", "remittances")
            or name == "discount_percent"
        ):
            return value
        return int(value.scaleb(EXPONENTS[self.currency]))


def money(value: float | str | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def invoice(
    letter: str, gross: float | str, terms: str | None = None, kind: str = "invoice", **more: Any
) -> Row:
    """Issued on night 1, due in 30 days; `terms="2/5"` is 2 % until 5 days after issue."""
    percent, days = terms.split("/") if terms else (None, None)
    row = {
        "company_code": "C1", "invoice_number": letter, "document_type": kind, "issue_date": FIRST,
        "due_date": FIRST + timedelta(days=30), "gross_amount": money(gross), "discount_percent": money(percent),
        "discount_date": FIRST + timedelta(days=int(days)) if days else None,
    }  # fmt: skip
    return "invoices", row | {
        name: money(value) if name.endswith("_amount") else value for name, value in more.items()
    }


def credit_memo(letter: str, gross: float | str, original: str | None = None, **more: Any) -> Row:
    return invoice(letter, gross, kind="credit_memo", original_invoice_number=original, **more)


def bill_line(letter: str, number: int, sku: str, quantity: int, price: str, net: str, **more: Any) -> Row:
    return "invoice_lines", {
        "company_code": "C1", "invoice_number": letter, "line_number": number, "sku": sku,
        "quantity": Decimal(quantity), "unit_price": Decimal(price), "net_amount": Decimal(net), **more,
    }  # fmt: skip


def payment(letter: str, amount: float | str, on: int = 1, **more: Any) -> Row:
    return "payments", {
        "company_code": "C1", "payment_id": letter, "value_date": day(on), "amount": money(amount),
        "bank_reference": letter, **more,
    }  # fmt: skip


def line(reference: str | None, paid: float | str, **more: Any) -> dict[str, Any]:
    """A line of advice; `deduction`, `discount`, `gross`, `claim`, `code`, `words` by their short names."""
    short = {"deduction": "deduction_amount", "discount": "discount_amount", "gross": "invoice_amount",
             "claim": "claim_number", "code": "reason_code", "words": "reason_text", "po": "po_reference"}  # fmt: skip
    row = {short.get(name, name): value for name, value in more.items()}
    row |= {name: money(value) for name, value in row.items() if name.endswith("_amount")}
    return {"invoice_reference": reference, "paid_amount": money(paid), **row}


def advice(letter: str | None, *lines: dict[str, Any], name: str = "R", on: int = 1) -> list[Row]:
    """An advice tied to the payment `letter`; None needs no money."""
    return [
        (
            "remittances",
            {
                "remittance_id": name,
                "line_number": number,
                "bank_reference": letter,
                "remittance_date": day(on),
                **row,
            },
        )
        for number, row in enumerate(lines, start=1)
    ]


def posting(
    letter: str, document: str, applied: float | str, discount: float | str | None = None, on: int = 1
) -> Row:
    return "cash_applications", {
        "company_code": "C1", "payment_id": letter, "invoice_number": document, "applied_amount": money(applied),
        "discount_amount": money(discount), "posting_date": day(on),
    }  # fmt: skip


def payer(letter: str, parent: str | None = None) -> Row:
    """Another payer beside the story's own, "" by letter; `parent` pays for it."""
    return "payers", {"payer_id": letter, "name": f"Payer {letter}", "parent_payer_id": parent}


def mapped_code(code: str, kind: str, subtype: str) -> Row:
    """What a reason code of the story's payer means."""
    return "reason_codes", {
        "payer_id": "", "reason_code": code, "dispute_type": kind, "dispute_subtype": subtype, "description": subtype,
    }  # fmt: skip


def decision(
    resolution: str,
    document: str,
    payment: str,
    amount: float | str | None = None,
    on: int = 2,
    slot: str = "deduction",
) -> Row:
    """What a person decides of the dispute that the payment opened on the document."""
    return "dispute_activity", {
        "activity_id": f"{document}{payment}{on}{resolution}", "dispute": (document, payment, slot),
        "at": datetime.combine(day(on), time(9), UTC), "actor": "ann", "kind": "resolved", "resolution": resolution,
        "amount": money(amount),
    }  # fmt: skip
