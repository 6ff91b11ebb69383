"""Control files: what the sender counted against what was read, rejected rows included.

What does **not** belong here: rows; they are judged in `values`.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, DecimalException
from functools import reduce
from pathlib import Path

from pipelines.errors import RefusedNight
from pipelines.ingest.landing_zone import CONTROL, Folder

CENT = Decimal("0.01")
EXACT = Context(prec=100)
"""More digits than any sum has: nothing is rounded where Python's own context keeps 28 digits."""
LARGEST_FILE = 65_536
"""Bytes of a control file, which holds two numbers."""
DIGITS, PLACES = 38, 9
"""Most digits before and after the decimal mark of its amount."""
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")


@dataclass(frozen=True)
class Control:
    """What a control file says; amount None: it says nothing about money."""

    rows: int
    amount: Decimal | None


def add_exactly(amounts: Iterable[Decimal | int]) -> Decimal:
    """Add without rounding."""
    return reduce(EXACT.add, amounts, Decimal(0))


def check_control(folder: Folder, extract: str, rows: int, amount: Decimal) -> None:
    """Refuse the night unless what was read from the folder agrees with its control file, where it has one."""
    path = folder.path / f"{extract}{CONTROL}"
    if not os.path.lexists(path):
        return
    control = _read(path)
    agrees = control.rows == rows and (
        control.amount is None or _to_places(amount, control.amount) == control.amount
    )
    if not agrees:
        raise RefusedNight(
            f"{extract} {folder.day}: what was read disagrees with {path.name}; expected {control.rows} rows"
            f"{'' if control.amount is None else f' and {control.amount:f}'}, found {rows} rows and "
            f"{amount.normalize(EXACT):f}; "
            "have the missing or the right files sent, or the control file mended; nothing was written"
        )


def _to_places(amount: Decimal, control: Decimal) -> Decimal:
    """To the cent, or as exactly as the control file is."""
    exponent = control.as_tuple().exponent
    places = min(CENT, Decimal(1).scaleb(exponent)) if isinstance(exponent, int) else CENT
    return amount.quantize(places, ROUND_HALF_UP, EXACT)


def _read(path: Path) -> Control:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise ValueError(f"larger than {LARGEST_FILE} bytes")
        values = json.loads(path.read_text(encoding="utf-8-sig"), parse_float=str)
        if not isinstance(values, dict) or type(values.get("rows")) is not int:
            raise ValueError(
                f"rows is {values.get('rows')!r}" if isinstance(values, dict) else "no JSON object"
            )
        amount = values.get("amount")
        return Control(values["rows"], None if amount is None else _amount(amount))
    except (OSError, ValueError, RecursionError) as error:
        raise RefusedNight(
            f"{path.parent.parent.name}/{path.parent.name}/{path.name}: not a control file ({repr(error)[:200]}); "
            'expected {"rows": 1234, "amount": "98765.43"}; have it sent again; nothing was written'
        ) from error


def _amount(found: object) -> Decimal:
    """The amount, a number or its text."""
    if type(found) not in (int, str) or not _NUMBER.fullmatch(str(found)):
        raise ValueError(f"amount is {found!r}")
    try:
        amount = Decimal(str(found))
        is_readable = amount.adjusted() < DIGITS and int(amount.as_tuple().exponent) >= -PLACES
    except (DecimalException, ValueError):
        is_readable = False
    if not is_readable:
        raise ValueError(
            f"amount has more than {DIGITS} digits before or {PLACES} after the decimal mark: {found!r}"
        )
    return amount
