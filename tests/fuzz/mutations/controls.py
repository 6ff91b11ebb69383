"""Mutations of control files."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from tests.fuzz.base import base_sheet
from tests.fuzz.contract import EXTRACTS
from tests.fuzz.mutations.registry import EITHER, LANDS, REFUSES, of_zone
from tests.fuzz.zone import Folder, Link, Zone

COUNTED = tuple(name for name, extract in EXTRACTS.items() if extract.amount)


def _write(zone: Zone, path: bytes, text: str | bytes) -> None:
    extract, day, _ = path.split(b"/")
    content = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    zone.entries[b"/".join((extract, day, extract + b".control.json"))] = content


def _counts(path: bytes) -> tuple[int, Decimal]:
    """Rows and money of the unmutated file."""
    sheet = base_sheet(path.split(b"/")[0].decode())
    place = sheet.place(EXTRACTS[sheet.extract].amount)
    return len(sheet.rows), sum((Decimal(row[place]) for row in sheet.rows), Decimal())


@of_zone(outcome=LANDS, extracts=COUNTED)
def control_that_agrees(zone: Zone, path: bytes, random: Random) -> None:
    rows, amount = _counts(path)
    forms = (f'{{"rows": {rows}}}', f'{{"rows": {rows}, "amount": "{amount}"}}', f'{{"rows": {rows}, "amount": {amount}}}',
             f'\n{{ "amount" : "{amount}0" ,\r\n "rows" : {rows} }}\n\n',
             f'{{"rows": {rows}, "amount": "{amount}000"}}')  # fmt: skip
    _write(zone, path, random.choice(forms))


@of_zone(outcome=REFUSES, extracts=COUNTED)
def control_with_wrong_counts(zone: Zone, path: bytes, random: Random) -> None:
    rows, amount = _counts(path)
    forms = (f'{{"rows": {rows + 1}}}', f'{{"rows": {rows - 1}}}', '{"rows": 0}', f'{{"rows": {-rows}}}',
             f'{{"rows": {rows}, "amount": "{amount + Decimal("0.01")}"}}', f'{{"rows": {rows}, "amount": "{-amount}"}}',
             f'{{"rows": {rows}, "amount": 0}}',
             f'{{"rows": {rows + 2**32}}}', f'{{"rows": {rows + 2**64}, "amount": "{amount}"}}')  # fmt: skip
    _write(zone, path, random.choice(forms))


@of_zone(outcome=REFUSES, extracts=COUNTED)
def control_with_absurd_numbers(zone: Zone, path: bytes, random: Random) -> None:
    rows, _ = _counts(path)
    numbers = ("1" + "0" * 400, "1e400", "-1e400", "1e999999999", "1e-999999999", "NaN", "Infinity", "-Infinity", "9" * 5000,
               '"' + "9" * 5000 + '"', '"1e999999999"', '"sNaN"', '"NaN123"', '"Infinity"', "0." + "0" * 5000 + "1",
               '"1_0"')  # fmt: skip
    number = random.choice(numbers)
    _write(zone, path, random.choice((f'{{"rows": {number}}}', f'{{"rows": {rows}, "amount": {number}}}')))


@of_zone(outcome=REFUSES, extracts=COUNTED)
def control_with_other_types(zone: Zone, path: bytes, random: Random) -> None:
    rows, amount = _counts(path)
    forms = (f'{{"rows": "{rows}"}}', f'{{"rows": [{rows}]}}', '{"rows": null}', '{"rows": true}', '{"rows": {}}',
             f'{{"rows": {rows}.5}}',
             f'{{"rows": {rows}, "amount": true}}', f'{{"rows": {rows}, "amount": [1]}}',
             f'{{"rows": {rows}, "amount": "a lot"}}',
             f'{{"rows": {rows}, "amount": {{}}}}', f'{{"rows": {rows}, "amount": ""}}',
             f'{{"rows": {rows}, "amount": "1,000.00"}}',
             f'{{"amount": "{amount}"}}', f'{{"Rows": {rows}}}', "{}")  # fmt: skip
    _write(zone, path, random.choice(forms))


@of_zone(outcome=REFUSES)
def control_that_is_no_json(zone: Zone, path: bytes, random: Random) -> None:
    forms = (b"", b" ", b"24", b"null", b'"24"', b"[24]", b"{'rows': 24}", b'{"rows": 24', b'{"rows": 24,}', b"rows=24",
             b"\xff\xfe{\0}\0",
             b'{"rows": 24}{"rows": 24}', b"\0", b'{"rows": \xe4}', b"<rows>24</rows>", b'{"rows": 24} x', b"{rows: 24}",
             b'{"rows": 024}',
             b'{"\xed\xa0\x80": 1}')  # fmt: skip
    _write(zone, path, random.choice(forms))


@of_zone(outcome=REFUSES)
def control_nested_deeply(zone: Zone, path: bytes, random: Random) -> None:
    depth = random.choice((500, 5_000, 100_000))
    opened, closed = random.choice((("[", "]"), ('{"rows":', "}")))
    _write(zone, path, opened * depth + "1" + random.choice((closed * depth, "")))


@of_zone(outcome=EITHER)
def control_written_oddly(zone: Zone, path: bytes, random: Random) -> None:
    """Write forms that some JSON readers accept, or differ by less than a cent: landed or refused are both right."""
    rows, amount = _counts(path) if EXTRACTS[path.split(b"/")[0].decode()].amount else (24, Decimal(1))
    finer = (f'{{"rows": {rows}, "amount": "{amount + Decimal("0.00001")}"}}'.encode(),
             f'{{"rows": {rows}, "amount": "{amount}00000000000000000001"}}'.encode())  # fmt: skip
    forms = (*finer, b'\xef\xbb\xbf{"rows": 24}', b'{"rows": 24, "rows": 25}', b'{"rows": 24.0}', b'{"rows": 2.4e1}',
             b'{"rows": 24, "colour": 1}',
             b'{"rows": 24, "amount": null}', b'{"rows": -0}', b'{"rows": 24, "amount": "-0"}',
             '{"rows": 24}'.encode("utf-16"),
             b'{"rows": 24, "\\ud800": "\\udfff"}', b'{"rows": 24, "amount": " 1 "}', b'{"rows": 24, "amount": "+1"}',
             '{"rows": 24, "amount": "١٢"}'.encode())  # fmt: skip
    _write(zone, path, random.choice(forms))


@of_zone(outcome=EITHER)
def control_that_is_no_file(zone: Zone, path: bytes, random: Random) -> None:
    extract, day, _ = path.split(b"/")
    control = b"/".join((extract, day, extract + b".control.json"))
    zone.entries[control] = random.choice(
        (Folder(), Link(b"nowhere"), Link(control.rsplit(b"/", 1)[1]), Link(b"."))
    )


@of_zone(outcome=EITHER)
def control_of_another_extract(zone: Zone, path: bytes, random: Random) -> None:
    extract, day, _ = path.split(b"/")
    name = random.choice((b"ledger.control.json", extract.upper() + b".control.json", b"control.json",
                         extract + b".CONTROL.JSON",
                          extract + b".control.json.gz", extract[:-1] + b".control.json"))  # fmt: skip
    zone.entries[b"/".join((extract, day, name))] = b'{"rows": 1}'


@of_zone(outcome=REFUSES, extracts=COUNTED)
def control_whose_data_never_came(zone: Zone, path: bytes, random: Random) -> None:
    rows, _ = _counts(path)
    _write(zone, path, f'{{"rows": {rows}}}')
    del zone.entries[path]
