"""Rows as read by the reader of these tests, and its verdict on a file's columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.fuzz.contract import EXTRACTS

NOT_TEXT = re.compile("[\ud800-\udfff]")
"""Bytes that are not UTF-8, as `surrogateescape` decodes them."""


class Number(str):
    """A number or truth value of JSON or Parquet, as its exact text; unlike a text it may have an exponent."""


@dataclass(frozen=True)
class NoValue:
    """A JSON or Parquet value that no column can hold."""

    found: str


@dataclass(frozen=True)
class Record:
    """A row. Without `values` it must be quarantined; an optional row is blank and may be skipped."""

    line: int
    values: dict[str, Any] | None
    text: str = ""
    is_optional: bool = False


@dataclass(frozen=True)
class Reading:
    """A file as read. `right`: it must be taken; `wrong`: the night must stop; `doubtful`: either.

    `records` None: not well-formed enough to say what is a row; then `lines` are the lines below the header.
    """

    shape: str
    records: list[Record] | None = None
    lines: list[tuple[int, str]] = field(default_factory=list)


def judge_columns(extract: str, names: Sequence[str]) -> str:
    """Return `right`, `wrong`, or `doubtful` where only blanks, case or marks are not as they should be."""
    known = EXTRACTS[extract]
    if set(known.required) <= set(names) <= set(known.columns) and len(set(names)) == len(names):
        return "right"
    plain = plain_names(extract, names)
    is_near = set(known.required) <= set(plain) <= {*known.columns, ""}
    return "doubtful" if is_near and len(set(plain)) == len(plain) else "wrong"


def plain_names(extract: str, names: Sequence[str]) -> list[str]:
    """Return the names as the contract writes them, where they differ only by blanks, case or marks."""
    plain = [re.sub(r"[^a-z_]", "", re.sub(r"[\s-]", "_", name.strip().casefold())) for name in names]
    return [
        bare if bare in EXTRACTS[extract].columns or not bare else name
        for name, bare in zip(names, plain, strict=True)
    ]
