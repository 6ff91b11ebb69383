"""Simulated people: by the truth they decide who is right, and what follows of it comes in with a later night.

Denied: the payer repays, or it is lost. Granted: a credit memo, or a write-off where there is no document. What comes of a
dispute is drawn from its id alone, so the same nights make the same people. They leave alone what the truth settles.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

Row = dict[str, Any]
WRONG = {
    "short_with_proof": 0.05, "missing_line": 0.1, "damaged": 0.15, "contract_price": 0.08, "tax": 0.15, "freight": 0.2,
    "arithmetic": 0.03, "billed_twice": 0.05, "short_without_proof": 0.5, "unknown_price": 0.45, "promotion": 0.35,
    "compliance": 0.5, "withholding_tax": 0.15, "percent": 0.65, "bank_charges": 0.55, "late_discount": 0.9,
    "excess_discount": 0.9, "deduction_twice": 0.95, "already_credited": 0.95, "unexplained": 0.75, "post_audit": 0.6,
}  # fmt: skip
"""How often a payer turns out to be wrong, by the true kind of shortfall; some payers more, some less."""
WRONG_OTHERWISE, RECOVERED = 0.5, 0.65
BENT_WRONG, BENT_RECOVERED = 0.25, 0.35
"""How far payers differ, up and down."""
AGEING = 0.008
"""So much less is recovered for every day that a dispute is old when it is denied."""


def draw(*names: object) -> float:
    """A number from 0 to 1 that depends on the names alone."""
    return int(hashlib.sha256("|".join(map(str, names)).encode()).hexdigest()[:12], 16) / 16**12


@dataclass
class Plan:
    """What will be done about a dispute, and when."""

    day: date
    what: str


@dataclass
class People:
    """`kinds`: the true kind of a shortfall by its key; only such disputes are worked. `plans`: what is still to be done."""

    kinds: Mapping[tuple[str, str, str, int], str]
    plans: dict[str, Plan] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)
    written: int = 0

    def act(self, worklist: Iterable[Row], today: date) -> dict[str, list[Row]]:
        """What comes in today: activities, credit memos, repayments with their advice; from last night's worklist."""
        rows: dict[str, list[Row]] = {}
        for dispute in sorted(worklist, key=lambda row: row["dispute_id"]):
            for extract, row in self._work(dispute, today):
                rows.setdefault(extract, []).append(row)
        return rows

    def _work(self, dispute: Row, today: date) -> list[tuple[str, Row]]:
        name = dispute["dispute_id"]
        if name in self.plans:
            return self._carry_out(dispute, today) if self.plans[name].day <= today else []
        kind = self.kinds.get(key_of(dispute))
        if name in self.touched or kind is None or dispute["open_amount"] <= 0:
            return []
        if draw(name, today, "decides") > 0.2:
            return []
        self.touched.add(name)
        return self._decide(dispute, kind, today)

    def _decide(self, dispute: Row, kind: str, today: date) -> list[tuple[str, Row]]:
        name, payer = dispute["dispute_id"], dispute["payer_id"]
        wrong = WRONG.get(kind, WRONG_OTHERWISE) + BENT_WRONG * (2 * draw(payer, "wrong") - 1)
        is_wrong = draw(name, "wrong") < min(max(wrong, 0.02), 0.98)
        recovered = RECOVERED + BENT_RECOVERED * (2 * draw(payer, "pays") - 1) - AGEING * dispute["age_days"]
        if not is_wrong:
            what = "credit" if dispute["invoice_number"] else "written_off"
        else:
            what = "repay" if dispute["invoice_number"] and draw(name, "pays") < recovered else "lost"
        self.plans[name] = Plan(today + timedelta(days=1 + int(10 * draw(name, "days"))), what)
        resolution = "denied" if is_wrong else "credit_granted"
        return [
            self._activity(dispute, today, "assigned", text="casework"),
            self._activity(dispute, today, "resolved", resolution=resolution),
        ]

    def _carry_out(self, dispute: Row, today: date) -> list[tuple[str, Row]]:
        plan = self.plans.pop(dispute["dispute_id"])
        if plan.what in ("lost", "written_off"):
            return [self._activity(dispute, today, "resolved", resolution=plan.what)]
        return self._credit(dispute, today) if plan.what == "credit" else self._repay(dispute, today)

    def _activity(self, dispute: Row, today: date, kind: str, **more: Any) -> tuple[str, Row]:
        self.written += 1
        at = f"{today}T{8 + self.written % 10:02d}:00:00Z"
        named = {"activity_id": f"ACT{self.written:06d}", "dispute_id": dispute["dispute_id"], "at": at}
        return "dispute_activity", {**named, "actor": "casework", "kind": kind, **more}

    def _credit(self, dispute: Row, today: date) -> list[tuple[str, Row]]:
        self.written += 1
        return [
            (
                "invoices",
                {
                    "company_code": dispute["company_code"], "invoice_number": f"CN{self.written:06d}",
                    "document_type": "credit_memo", "payer_id": dispute["payer_id"], "issue_date": today, "due_date": today,
                    "currency": dispute["currency"], "gross_amount": -dispute["open_amount"],
                    "original_invoice_number": dispute["invoice_number"],
                },
            )
        ]  # fmt: skip

    def _repay(self, dispute: Row, today: date) -> list[tuple[str, Row]]:
        self.written += 1
        bank, common = (
            f"RB{self.written:06d}",
            {k: dispute[k] for k in ("company_code", "payer_id", "currency")},
        )
        payment = {
            **common, "payment_id": f"RP{self.written:06d}", "value_date": today, "amount": dispute["open_amount"],
            "bank_reference": bank,
        }  # fmt: skip
        advice = {
            **common, "remittance_id": f"RA{self.written:06d}", "line_number": 1, "bank_reference": bank,
            "remittance_date": today, "invoice_reference": dispute["invoice_number"],
            "claim_number": dispute["claim_number"], "paid_amount": dispute["open_amount"],
            "reason_text": "REPAYMENT OF DEDUCTION",
        }  # fmt: skip
        return [("payments", payment), ("remittances", advice)]


def key_of(row: Row) -> tuple[str, str, str, int]:
    """Company, payment, document and what was withheld, in thousandths: as `data.accuracy` tells shortfalls apart."""
    amount = int(row["original_amount"] * 1000)
    return row["company_code"], row["payment_id"] or "", row["invoice_number"] or "", amount
