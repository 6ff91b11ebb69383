"""Environment variables: each says which values it may have; all are read, and refused, in one form.

What does **not** belong here: which variables there are (`pipelines.variables`), and those that are paths
(`assets.settings`).
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from pipelines.errors import Refused

MOST = 1_000_000
"""The largest number that most of them may be: nobody waits for so many seconds, or settles so many parts."""

Value = TypeVar("Value")


@dataclass(frozen=True)
class Variable(Generic[Value]):
    """An environment variable.

    Attributes:
        name: Its name.
        default: Its value where it is unset or empty.
        expected: The values that it may have, for messages.
        parse: Returns the value of a text; raises `ValueError` where the text is no such value.
        is_secret: Whether its text may be a secret: it is in no message then.
        fetch: Returns its text; `pipelines.secret.read_secret` also takes it from a file.
    """

    name: str
    default: Value
    expected: str
    parse: Callable[[str], Value]
    is_secret: bool = False
    fetch: Callable[[str], str | None] = os.environ.get

    def read(self) -> Value:
        """Return the value.

        Raises:
            Refused: The variable has none that it may have.
        """
        text = self.fetch(self.name) or ""
        if not text.strip():
            return self.default
        try:
            return self.parse(text.strip())
        except ValueError:
            found = "another text, which may be a secret and is not shown" if self.is_secret else repr(text)
            raise Refused(
                f"{self.name}: expected {self.expected}, found {found}; correct it, or unset it; nothing was written"
            ) from None


def whole_number(name: str, default: int, least: int = 1, most: int = MOST) -> Variable[int]:
    """Return a variable that has a whole number."""
    return Variable(
        name, default, f"a whole number from {least} to {most:,}", _within(int, r"\d+", least, most)
    )


def number(name: str, default: float) -> Variable[float]:
    """Return a variable that has a number from 0 on, which may have a fraction."""
    return Variable(name, default, f"a number from 0 to {MOST:,}", _within(float, r"\d+(\.\d+)?", 0, MOST))


def _within(kind: Callable[[str], Value], form: str, least: int, most: int) -> Callable[[str], Value]:
    def parse(text: str) -> Value:
        if not re.fullmatch(form, text, re.ASCII) or not least <= float(text) <= most:
            raise ValueError
        return kind(text)

    return parse
