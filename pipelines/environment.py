"""Numbers among the environment variables: read and checked where they are used.

What does **not** belong here: settings that are paths, texts or secrets, and which variables there are.
"""

from __future__ import annotations

import os
import re

from pipelines.errors import Refused

MOST = 1_000_000
"""The largest number that most of them may be: nobody waits for so many seconds, or settles so many parts."""


def whole_number(name: str, default: int, least: int = 1, most: int = MOST) -> int:
    """Return the whole number that the variable holds, `default` where it is unset or empty.

    Raises:
        Refused: It holds something else, or a number out of bounds.
    """
    return int(_number(name, default, least, most, "a whole number", r"[0-9]+"))


def number(name: str, default: float) -> float:
    """Return the number from 0 on, which may have a fraction, `default` where the variable is unset or empty.

    Raises:
        Refused: It holds something else, or a number out of bounds.
    """
    return _number(name, default, 0, MOST, "a number", r"[0-9]+(\.[0-9]+)?")


def _number(name: str, default: float, least: int, most: int, kind: str, form: str) -> float:
    text = os.environ.get(name, "").strip()
    if not text:
        return default
    if not re.fullmatch(form, text) or not least <= float(text) <= most:
        raise Refused(
            f"{name}: expected {kind} from {least} to {most:,}, found {text!r}; correct it, or unset it; nothing was written"
        )
    return float(text)
