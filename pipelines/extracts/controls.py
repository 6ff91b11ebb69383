"""Control files: what the sender counted against what was read, rejected rows included.

What does **not** belong here: rows; they are judged in `values`.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from pipelines.errors import RefusedNight
from pipelines.extracts.zone import CONTROL, Folder

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Control:
    """What a control file says; amount None: it says nothing about money."""

    rows: int
    amount: Decimal | None


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
            f"{'' if control.amount is None else f' and {control.amount}'}, found {rows} rows and {amount.normalize():f}; "
            "have the missing or the right files sent, or the control file mended; nothing was written"
        )


def _to_places(amount: Decimal, control: Decimal) -> Decimal:
    """To the cent, or as exactly as the control file is."""
    exponent = control.as_tuple().exponent
    places = min(CENT, Decimal(1).scaleb(exponent)) if isinstance(exponent, int) else CENT
    return amount.quantize(places, ROUND_HALF_UP)


def _read(path: Path) -> Control:
    try:
        values: dict[str, Any] = json.loads(path.read_text(encoding="utf-8-sig"), parse_float=Decimal)
        rows, amount = values["rows"], values.get("amount")
        if type(rows) is not int or isinstance(amount, bool):
            raise ValueError(f"rows is {rows!r}")
        if amount is not None and not Decimal(amount).is_finite():
            raise ValueError(f"amount is {amount!r}")
        return Control(rows, None if amount is None else Decimal(amount))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, InvalidOperation) as error:
        raise RefusedNight(
            f"{path.parent.parent.name}/{path.parent.name}/{path.name}: not a control file ({error!r}); expected "
            '{"rows": 1234, "amount": "98765.43"}; have it sent again; nothing was written'
        ) from error
