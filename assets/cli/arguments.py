"""Types of the command's arguments, and the functions that it calls.

What does **not** belong here: which options there are (`options.py`, `lake_options.py`).
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path


def later(module: str, function: str) -> Callable[[argparse.Namespace], int]:
    """The function, whose module is loaded when it is called."""
    return lambda options: int(getattr(import_module(module), function)(options))


def folder(text: str) -> Path:
    return Path(text).absolute()


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"expected a date such as 2026-03-02, found {text!r}") from None


def commit_hash(text: str) -> str:
    if not re.fullmatch("[0-9a-f]{64}", text):
        raise argparse.ArgumentTypeError(f"expected 64 hexadecimal digits, found {text!r}")
    return text


def given_name(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("expected a name, found an empty text")
    return text


def row_count(text: str) -> int:
    if not re.fullmatch("[1-9][0-9]*", text):
        raise argparse.ArgumentTypeError(f"expected a number of 1 or more, found {text!r}")
    return int(text)


MOST_DAYS = 36_500


def day_count(text: str) -> int:
    """Return a number of days; a negative one would reach into the future, and a huge one beyond the calendar."""
    if not re.fullmatch("[0-9]{1,5}", text) or int(text) > MOST_DAYS:
        raise argparse.ArgumentTypeError(
            f"expected a whole number of days from 0 to {MOST_DAYS}, found {text!r}; nothing was deleted"
        )
    return int(text)
