"""What always holds for one payer after a night, reckoned from published tables only; each broken rule is a sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa

Row = dict[str, Any]
Tables = dict[date, dict[str, pa.Table]]
LEDGER = ("credited", "repaid", "written_off", "withdrawn")
SIDES = ("allocated", "discount", "credited", "written_off", "disputed", "open")


class Statement:
    """Everything published of one payer up to a night."""

    def __init__(self) -> None:
        self.payments: dict[str, Decimal] = {}
        self.allocations: list[Row] = []
        self.variances: dict[str, Row] = {}
        self.settled: dict[str, Row] = {}
        self.open_items: dict[str, Row] = {}
        self.given: dict[str, Decimal] = {}
        self.history: list[Row] = []
        self.unapplied: list[Row] = []
        self.worklist: list[Row] = []
        self.published_twice: list[str] = []

    def broken(self) -> Iterator[str]:
        """One sentence per rule that is broken."""
        yield from self._payments()
        yield from self._documents()
        yield from self._disputes()
        yield from self._credits()
        yield from self.published_twice

    def _payments(self) -> Iterator[str]:
        put, rests = (
            sums(self.allocations, "payment_id", "amount"),
            sums(self.unapplied, "payment_id", "amount"),
        )
        for payment_id, amount in self.payments.items():
            if amount != put[payment_id] + rests[payment_id]:
                yield f"payment {payment_id}: {amount} ≠ {put[payment_id]} allocated + {rests[payment_id]} unapplied"
            if rests[payment_id] * amount < 0:
                yield f"payment {payment_id}: of {amount} is unapplied {rests[payment_id]}"
        moneyless = [row for row in self.allocations if row["payment_id"] is None]
        for remittance_id, amount in sums(moneyless, "remittance_id", "amount").items():
            if amount:
                yield f"advice {remittance_id} needs no money, but allocates {amount}"
        held = sums([row for row in self.worklist if row["open_amount"] < 0], "payment_id", "open_amount")
        for payment_id, amount in held.items():
            if -amount > rests[payment_id]:
                yield f"payment {payment_id}: negative disputes {amount} rest on {rests[payment_id]} unapplied"

    def _documents(self) -> Iterator[str]:
        allocated = sums(self.allocations, "invoice_number", "amount")
        granted = sums(self.allocations, "invoice_number", "discount_amount")
        disputed = sums(
            [row for row in self.worklist if row["open_amount"] > 0 and row["dispute_subtype"] != "misapplied_cash"],
            "invoice_number", "open_amount",
        )  # fmt: skip
        for number in disputed.keys() - self.open_items.keys() - {None}:
            yield f"document {number} is disputed, but no open item"
        moneyless = {row["invoice_number"] for row in self.allocations if row["payment_id"] is None}
        for number, row in self.open_items.items():
            if row["gross_amount"] != sum(row[f"{side}_amount"] for side in SIDES):
                yield f"document {number} does not add up: {shown(row, *SIDES)} of {row['gross_amount']}"
            reckoned = {"allocated": allocated, "discount": granted, "disputed": disputed}
            for side, amounts in reckoned.items():
                if row[f"{side}_amount"] != amounts[number]:
                    yield f"document {number}: {side} {row[f'{side}_amount']}, but other tables come to {amounts[number]}"
            if row["disputed_amount"] < 0 or row["discount_amount"] < 0:
                yield f"document {number}: {shown(row, *SIDES)}"
            # Advice that needs no money has none to give back when its document is restated.
            is_owing = row["document_type"] != "credit_memo" and number not in moneyless
            if is_owing and row["open_amount"] < 0:
                yield f"document {number} of {row['gross_amount']} owes {row['open_amount']}"

    def _disputes(self) -> Iterator[str]:
        moved: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
        for event in self.history:
            moved[event["dispute_id"]][event["event"]] += event["amount"] or 0
        listed = {row["dispute_id"]: row for row in self.worklist}
        for dispute_id, row in listed.items():
            if row["original_amount"] != row["open_amount"] + sum(row[f"{side}_amount"] for side in LEDGER):
                yield f"dispute {dispute_id} does not add up: {shown(row, 'original', 'open', *LEDGER)}"
            if row["open_amount"] * row["original_amount"] <= 0:
                yield f"dispute {dispute_id} on the worklist: {shown(row, 'original', 'open', *LEDGER)}"
            if self.variances.get(dispute_id, {}).get("outcome") != "dispute":
                yield f"dispute {dispute_id} on the worklist is no variance that is a dispute"
        for dispute_id, sides in moved.items():
            left = sides["opened"] + sides["grown"] - sum(sides[side] for side in LEDGER)
            if left != listed.get(dispute_id, {}).get("open_amount", 0):
                yield f"dispute {dispute_id}: its history leaves {left}, the worklist shows {listed.get(dispute_id)}"
        for dispute_id in listed.keys() - moved.keys():
            yield f"dispute {dispute_id} on the worklist has no history"

    def _credits(self) -> Iterator[str]:
        """What memos gave is what documents and claims got; what settled a variance at once may have gone back in part."""
        least: dict[str | None, Decimal] = defaultdict(Decimal)
        events = [event for event in self.history if event["event"] == "credited"]
        for event in events:
            least[self.variances[event["dispute_id"]]["invoice_number"]] += event["amount"]
        most = defaultdict(Decimal, least)
        for name in self.settled.keys() - {event["dispute_id"] for event in events}:
            most[self.settled[name]["invoice_number"]] += self.settled[name]["amount"]
        for number, row in self.open_items.items():
            got = row["credited_amount"]
            if row["document_type"] != "credit_memo" and not least[number] <= got <= most[number]:
                yield f"document {number}: credited {got}, but its variances come to {least[number]} to {most[number]}"
        given = sum((least[number] - amount for number, amount in self.given.items()), Decimal(0))
        if not sum(least.values()) <= given <= sum(most.values()):
            yield f"credits: memos gave {given}, variances got {sum(least.values())} to {sum(most.values())}"


def sums(rows: list[Row], key: str, column: str) -> dict[str, Decimal]:
    found: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        found[row[key]] += row[column]
    return found


def shown(row: Row, *sides: str) -> str:
    return ", ".join(f"{side} {row[f'{side}_amount'].normalize():f}" for side in sides)


class Statements:
    """The statements of all payers, told one night after the other."""

    def __init__(self) -> None:
        self.of: dict[str, Statement] = defaultdict(Statement)
        self._ids: dict[str, set[str]] = defaultdict(set)

    def add(self, night: dict[str, pa.Table], payments: dict[str, dict[str, Decimal]]) -> None:
        """One night's published tables, and the payments that came, by payer."""
        for payer_id, amounts in payments.items():
            self.of[payer_id].payments |= amounts
        for statement in self.of.values():
            statement.unapplied, statement.worklist, statement.open_items = [], [], {}
        for row in night["allocations"].to_pylist():
            self._once("allocation", row["allocation_id"], self.of[row["payer_id"]])
            self.of[row["payer_id"]].allocations.append(row)
        owners = {}
        for row in night["variances"].to_pylist():
            self.of[row["payer_id"]].variances[row["variance_id"]] = row
            if row["outcome"] == "settled_by_credit":
                self.of[row["payer_id"]].settled[row["variance_id"]] = row
        for payer_id, statement in self.of.items():
            owners |= dict.fromkeys(statement.variances, payer_id)
        for row in night["open_items"].to_pylist():
            self.of[row["payer_id"]].open_items[row["invoice_number"]] = row
            if row["document_type"] == "credit_memo":
                self.of[row["payer_id"]].given[row["invoice_number"]] = row["credited_amount"]
        for row in night["unapplied_payments"].to_pylist():
            self.of[row["payer_id"]].unapplied.append(row)
        for row in night["dispute_history"].to_pylist():
            self.of[owners[row["dispute_id"]]].history.append(row)
        listed: set[str] = set()
        for row in night["worklist"].to_pylist():
            statement = self.of[row["payer_id"]]
            statement.worklist.append(row)
            if row["dispute_id"] in listed:
                statement.published_twice.append(f"dispute {row['dispute_id']} twice on the worklist")
            listed.add(row["dispute_id"])

    def _once(self, kind: str, identity: str, statement: Statement) -> None:
        if identity in self._ids[kind]:
            statement.published_twice.append(f"{kind} {identity} published twice")
        self._ids[kind].add(identity)
