"""A person and a company of the same words pay in every way; the person is forgotten, and all nights are made again: not one
allocation differs, and no name is left."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import product
from pathlib import Path

from pipelines.forgetting import forget, read_masks
from pipelines.ingest import land
from pipelines.lake import KEPT, Lake
from tests.assets.forgotten_person import names_in
from tests.assets.landing import put
from tests.nights import NightRunner

FIRST = date(2026, 3, 2)
NIGHTS = [FIRST + timedelta(days=number) for number in range(35)]
A_DAY = 4
"""Invoices of each payer."""
INVOICE = "company_code,invoice_number,document_type,payer_id,issue_date,due_date,currency,gross_amount\n"
PAYMENT = "company_code,payment_id,payer_id,payer_name,value_date,amount,currency,bank_reference,memo\n"
ADVICE = "remittance_id,line_number,payer_id,bank_reference,remittance_date,currency,invoice_reference,paid_amount\n"
WAYS = (
    # payer_id, name, memo of a payment of invoice {0}, whether an advice names the invoice
    ("{1}", "{2}", "Rechnung INV-{0} {2}, danke {4}", False),
    ("", "{3}", "", False),
    ("", "{2}", "von {2}: INV {0} paid in full", False),
    ("", "", "{2} INV-{0}", False),
    ("{1}", "{2}", "{4}", True),
    ("", "{3}", "see advice of {2}", True),
    ("", "{2}", "{0} {2}; 9999 follows later", False),
)
PEOPLE = (
    ("C1", "Hans Müller", "HANS MUELLER", "Erna", 1000),
    ("C2", "Hans Müller & Söhne GmbH", "HANS MÜLLER & SÖHNE", "Otto", 5000),
)


def _put_zone(zone: Path) -> None:
    """Four invoices of each a day but on the last two, paid two days later, each a cent more than the one before it."""
    put(zone, "payers", str(FIRST), "payer_id,name\n" + "".join(f"{p},{name}\n" for p, name, *_ in PEOPLE))
    for place, day in enumerate(NIGHTS[:-2]):
        numbers = range(place * A_DAY, (place + 1) * A_DAY)
        due = day + timedelta(days=30)
        rows = [
            f"1000,INV-{start + number},invoice,{payer},{day},{due},EUR,{_amount(start, number)}\n"
            for payer, _, _, _, start in PEOPLE
            for number in numbers
        ]
        put(zone, "invoices", str(day), INVOICE + "".join(rows))
        _put_payments(zone, NIGHTS[place + 2], numbers)


def _amount(start: int, number: int) -> str:
    return f"{(10001 + start + number) / 100:.2f}"


def _put_payments(zone: Path, day: date, numbers: Iterable[int]) -> None:
    payments, advice = [], []
    for number, (payer, own, written, friend, start) in product(numbers, PEOPLE):
        payer_id, name, memo, is_advised = WAYS[number % len(WAYS)]
        invoice, amount = start + number, _amount(start, number)
        told = [text.format(invoice, payer, own, written, friend) for text in (payer_id, name, memo)]
        payments.append(f'1000,P{invoice},{told[0]},{told[1]},{day},{amount},EUR,B{invoice},"{told[2]}"\n')
        if is_advised:
            advice.append(f"R{invoice},1,,B{invoice},{day},EUR,INV-{invoice},{amount}\n")
    put(zone, "payments", str(day), PAYMENT + "".join(payments))
    put(zone, "remittances", str(day), ADVICE + "".join(advice))


def _make(zone: Path, folder: Path, lake: Lake) -> NightRunner:
    """All nights, by the functions of the pipeline alone; shown in the lake together."""
    folder.mkdir()
    runner, staged = NightRunner(folder), []
    for before, night in zip([None, *NIGHTS], NIGHTS, strict=False):
        masks = read_masks(lake, {name: files[-1:] for name, files in runner._files.items()})
        landing = land(zone, before, night, runner.policy, masks=masks)
        made = runner.run_landed(night, landing.tables)
        staging = lake.stage(night, "run-1")
        for name, table in KEPT.items():
            staging.write(name, made.get(name, table.empty()))
        staged.append((night, staging))
    lake.commit(staged)
    return runner


def _allocations(runner: NightRunner) -> list[tuple[object, ...]]:
    """Night, payment, document, amount and discount of every allocation, and how it was found."""
    columns = ("payment_id", "invoice_number", "amount", "discount_amount", "method", "confidence")
    rows = [(night, row) for night, made in runner.tables.items() for row in made["allocations"].to_pylist()]
    return sorted((night, *(row[name] for name in columns)) for night, row in rows)


def test_a_forgotten_payer_leaves_every_allocation_as_it_was(tmp_path: Path):
    zone, lake = tmp_path / "zone", Lake(tmp_path / "lake")
    _put_zone(zone)
    first = _make(zone, tmp_path / "first", lake)
    assert len(_allocations(first)) == len(PEOPLE) * A_DAY * (len(NIGHTS) - 2)
    assert names_in(lake.root)
    forgotten = forget(lake, "C1", "run-2")
    assert names_in(lake.root) == []
    again = _make(zone, tmp_path / "again", lake)
    assert _allocations(again) == _allocations(first)
    lake.prune(keep_for=timedelta(0), keep=1)
    assert names_in(lake.root) == []
    assert forgotten.pseudonym in str(lake.pin().read("book_payments", NIGHTS[-1]).to_pylist())
