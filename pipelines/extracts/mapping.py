"""The mapping file: which files are whose, how they are written, and which of their columns is which of ours.

What does **not** belong here: how a text becomes a value (`values`) and how a file is read (the readers).
"""

from __future__ import annotations

import codecs
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from pipelines.errors import Refused
from pipelines.tables import EXTRACTS

SIGNS = ("minus", "trailing_minus", "parentheses", "credits_positive", "debits_positive", "inverted")
EVERYTHING_ELSE = "*"


@dataclass(frozen=True)
class Dialect:
    """How a source writes its files and values. The defaults are the contract's own."""

    separator: str | None = None  # None: a comma, in .tsv files a tab
    quote: str = '"'
    encoding: str = "utf-8"
    decimal_mark: str = "."
    thousands_mark: str = ""
    date_format: str = "%Y-%m-%d"
    sign: str = "minus"
    sign_column: str | None = None
    negative_values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """One source: its extract, its files, its dialect, and canonical = source column (None: our own names)."""

    name: str
    extract: str
    files: str
    dialect: Dialect = Dialect()
    columns: Mapping[str, str] | None = None
    constants: Mapping[str, str] = field(default_factory=dict)
    ignored_columns: tuple[str, ...] = ()

    def matches(self, file: str) -> bool:
        """Return whether the pattern fits the file, folder by folder: `payments/*/bank_*.csv`."""
        return file.count("/") == self.files.count("/") and self.may_match(file)

    def may_match(self, path: str) -> bool:
        """Return whether the pattern fits the path of a file, or of a folder that may contain such files.

        Only `*` and `?` stand for something else; `[` is itself.
        """
        patterns = self.files.replace("[", "[[]").split("/")
        return all(map(fnmatchcase, path.split("/"), patterns))

    @property
    def folder(self) -> str:
        return self.files.split("/")[0]


OWN = {name: Source("canonical", name, f"{name}/*/*") for name in EXTRACTS}
"""Files that no mapping names: the contract's own columns and dialect."""


def load_mapping(path: Path | None) -> tuple[Source, ...]:
    """The sources of a mapping file, in its order; all mistakes are collected and raised once."""
    if path is None:
        return ()
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get("sources", {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Refused(f"mapping {path}: cannot be read ({error}); mend the file; nothing was run") from error
    if not isinstance(tables, dict) or not all(isinstance(table, dict) for table in tables.values()):
        tables = {}
    mistakes = [f"{name}: {text}" for name, table in tables.items() for text in _mistakes(table)]
    if mistakes or not tables:
        listed = "".join(
            f"\n  - {mistake}" for mistake in mistakes or ["expected [sources.<name>], found none"]
        )
        raise Refused(
            f"mapping {path}: mistakes: {max(1, len(mistakes))}; mend the file; nothing was run{listed}"
        )
    return tuple(_source(name, table) for name, table in tables.items())


_DIALECT = {f.name for f in fields(Dialect)}
_OTHERS = {"extract", "files", "columns", "constants", "ignored_columns"}


def _source(name: str, table: Mapping[str, Any]) -> Source:
    dialect: dict[str, Any] = {
        key: tuple(v) if isinstance(v, list) else v for key, v in table.items() if key in _DIALECT
    }
    return Source(
        name,
        table["extract"],
        table["files"],
        Dialect(**dialect),
        table.get("columns"),
        table.get("constants", {}),
        tuple(table.get("ignored_columns", ())),
    )


def _mistakes(table: Mapping[str, Any]) -> list[str]:
    """Everything wrong with one source, as sentences."""
    found = [f"unknown setting {key!r}" for key in table if key not in _DIALECT | _OTHERS]
    extract = table.get("extract")
    if extract not in EXTRACTS:
        return [*found, f"extract: expected one of {', '.join(EXTRACTS)}; found {extract!r}"]
    named = (*table.get("columns", {}), *table.get("constants", {}))
    found += [f"{extract} has no column {name!r}" for name in named if name not in EXTRACTS[extract].names]
    unsaid = [c.name for c in EXTRACTS[extract].columns if not c.nullable and c.name not in named]
    if "columns" in table and unsaid:
        found.append(f"no column or constant for {', '.join(unsaid)}")
    found += [f"column {name!r} is named twice" for name in sorted({n for n in named if named.count(n) > 1})]
    if len(str(table.get("files", "")).split("/")) != 3:
        found.append(
            f"files: expected folder/date/name, as in 'payments/*/bank_*.csv'; found {table.get('files')!r}"
        )
    return found + _dialect_mistakes(table)


def _dialect_mistakes(table: Mapping[str, Any]) -> list[str]:
    found = []
    for key, shortest in (("separator", 1), ("decimal_mark", 1), ("quote", 0), ("thousands_mark", 0)):
        text = table.get(key, "x")
        if not isinstance(text, str) or not shortest <= len(text) <= 1:
            found.append(f"{key}: expected one character, found {text!r}")
    if table.get("sign", "minus") not in SIGNS:
        found.append(f"sign: expected one of {', '.join(SIGNS)}; found {table['sign']!r}")
    if table.get("decimal_mark", ".") == table.get("thousands_mark", ""):
        found.append("decimal_mark and thousands_mark are the same")
    if bool(table.get("sign_column")) != bool(table.get("negative_values")):
        found.append("sign_column and negative_values go together")
    try:
        codecs.lookup(str(table.get("encoding", "utf-8")))
    except LookupError:
        found.append(f"encoding: unknown {table['encoding']!r}")
    return found
