"""What a controller sees of one story after a night, in the story's own letters."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa

from pipelines.money import EXPONENTS
from tests.contract.story import Story, day

Tables = dict[date, dict[str, pa.Table]]
_READ: dict[int, tuple[pa.Table, list[dict[str, Any]]]] = {}


def rows_of(table: pa.Table) -> list[dict[str, Any]]:
    """The rows of a table, made once for all the stories in it; the table is kept, so that its id stays its own."""
    if id(table) not in _READ:
        _READ[id(table)] = table, table.to_pylist()
    return _READ[id(table)][1]


class View:
    """Reads published tables only; `look(what)` answers in the form in which stories expect it."""

    def __init__(self, story: Story, tables: Tables, night: int) -> None:
        self.story = story
        self.night = day(night)
        self.tables = tables
        letters = {
            row["invoice_number"]
            for rows in story.nights.values()
            for extract, row in rows
            if extract == "invoices"
        }
        payments = {
            row["payment_id"]
            for rows in story.nights.values()
            for extract, row in rows
            if extract == "payments"
        }
        self.letter = {story.document(letter): letter for letter in letters}
        self.letter |= {story.payment(letter): letter for letter in payments}

    def look(self, what: str) -> Any:
        return getattr(self, what)()

    def _events(self, table: str) -> list[dict[str, Any]]:
        return [
            row | {"night": night}
            for night in sorted(self.tables)
            if night <= self.night
            for row in rows_of(self.tables[night][table])
            if self._is_mine(row)
        ]

    def _snapshot(self, table: str) -> list[dict[str, Any]]:
        return [row for row in rows_of(self.tables[self.night][table]) if self._is_mine(row)]

    def _is_mine(self, row: dict[str, Any]) -> bool:
        """The story's payer, and those beside it."""
        return (row["payer_id"] or "").startswith(self.story.payer) or row.get("payment_id") in self.letter

    def _name(self, number: str | None) -> str | None:
        return self.letter.get(number, number) if number else None

    def _sums(self, column: str) -> dict[str, Decimal]:
        sums: dict[str, Decimal] = {}
        for row in self._events("allocations"):
            place = self._name(row["invoice_number"]) or row["claim_number"] or "-"
            key = f"{self._name(row['payment_id']) or 'advice'}>{place}"
            sums[key] = sums.get(key, Decimal(0)) + row[column]
        return {key: amount for key, amount in sums.items() if amount}

    def allocated(self) -> dict[str, Decimal]:
        """{"P>A": 90}: what each payment put on each document (or claim) so far, zeroes left out."""
        return self._sums("amount")

    def discount(self) -> dict[str, Decimal]:
        return self._sums("discount_amount")

    def methods(self) -> list[str]:
        return sorted(row["method"] for row in self._events("allocations") if row["night"] == self.night)

    def rows(self) -> int:
        """How many allocations the night itself wrote."""
        return len(self.methods())

    def candidates(self) -> list[tuple[str, str, str]]:
        """What tonight came close: what was read, the documents, and why they were taken or left."""
        rows = [row for row in self._events("match_candidates") if row["night"] == self.night]
        return sorted(
            (
                row["reference"] or "-",
                " ".join(map(self._name, (row["invoice_numbers"] or "").split())),
                row["reason"],
            )
            for row in rows
        )

    def unapplied(self) -> dict[str, tuple[Decimal, str]]:
        return {
            self._name(row["payment_id"]): (row["amount"], row["reason"])
            for row in self._snapshot("unapplied_payments")
        }

    def ways(self) -> dict[str, int]:
        """Per payment with a rest: how many explanations of it there are."""
        return {
            self._name(row["payment_id"]): row["candidates"] for row in self._snapshot("unapplied_payments")
        }

    def mended(self) -> dict[int, tuple[Decimal, str]]:
        """{line of the advice: (what it is taken to pay, why)} of the lines that arrived last."""
        rows = self._snapshot("book_advice")
        last = max((row["arrived_date"] for row in rows), default=None)
        return {
            row["line_number"]: (
                Decimal(row["mended_amount"]).scaleb(-EXPONENTS[self.story.currency]),
                row["mend"],
            )
            for row in rows
            if row["mend"] and row["arrived_date"] == last
        }

    def _items(self, column: str) -> dict[str, Decimal]:
        return {
            self._name(row["invoice_number"]): row[column]
            for row in self._snapshot("open_items")
            if row[column]
        }

    def open(self) -> dict[str, Decimal]:
        return self._items("open_amount")

    def disputed(self) -> dict[str, Decimal]:
        return self._items("disputed_amount")

    def credited(self) -> dict[str, Decimal]:
        return self._items("credited_amount")

    def written_off(self) -> dict[str, Decimal]:
        return self._items("written_off_amount")

    def _variances(self) -> dict[str, dict[str, Any]]:
        latest = {}
        for row in self._events("variances"):
            latest[row["variance_id"]] = row
        return latest

    def variances(self) -> list[tuple[str, str, Decimal, str]]:
        """Every variance as it stands: payment, document or claim, amount, outcome; withdrawn ones too."""
        return sorted(
            (
                self._name(row["payment_id"]) or "advice",
                self._name(row["invoice_number"]) or row["claim_number"] or "-",
                row["amount"],
                row["outcome"],
            )
            for row in self._variances().values()
        )

    def disputes(self) -> dict[str, Decimal]:
        """{"P>A 10": 10} would hide order: payment, document or claim, then what is open, summed where equal."""
        sums: dict[str, Decimal] = {}
        for row in self._snapshot("worklist"):
            place = self._name(row["invoice_number"]) or row["claim_number"] or "-"
            key = f"{self._name(row['payment_id']) or 'advice'}>{place}"
            sums[key] = sums.get(key, Decimal(0)) + row["open_amount"]
        return sums

    def claims(self) -> list[str]:
        return sorted(row["claim_number"] for row in self._snapshot("worklist") if row["claim_number"])

    def count(self) -> int:
        """Open disputes on the worklist."""
        return len(self._snapshot("worklist"))

    def causes(self) -> list[str]:
        return sorted(f"{row['dispute_type']}/{row['dispute_subtype']}" for row in self._snapshot("worklist"))

    def ledger(self) -> list[tuple[Decimal, ...]]:
        """Per open dispute: original, open, credited, repaid, written off, withdrawn."""
        columns = ("original", "open", "credited", "repaid", "written_off", "withdrawn")
        return sorted(
            tuple(row[f"{column}_amount"] for column in columns) for row in self._snapshot("worklist")
        )

    def since(self) -> list[tuple[Decimal, int]]:
        """Per open dispute: what is open of it, and the night in which it was opened."""
        return sorted(
            (row["open_amount"], (row["opened_date"] - day(1)).days + 1) for row in self._snapshot("worklist")
        )

    def items(self) -> dict[str, tuple[Decimal, ...]]:
        """Every row of open_items: gross, allocated, discount, credited, written off, disputed, open."""
        columns = ("gross", "allocated", "discount", "credited", "written_off", "disputed", "open")
        return {
            self._name(row["invoice_number"]): tuple(row[f"{column}_amount"] for column in columns)
            for row in self._snapshot("open_items")
        }

    def closed_as(self) -> list[str]:
        """What closed disputes tonight."""
        mine = self._variances()
        events = rows_of(self.tables[self.night]["dispute_history"])
        return sorted(
            row["event"] for row in events
            if row["dispute_id"] in mine and row["event"] in ("credited", "repaid", "withdrawn", "written_off")
        )  # fmt: skip

    def quarantined(self) -> list[str]:
        mark = f"{self.story.number:03d}"
        return sorted(
            row["extract"] for row in rows_of(self.tables[self.night]["quarantine"])
            if f"PAY{mark}" in row["row"] or self.story.payer in row["row"]
        )  # fmt: skip
