"""The mapping file: which files are whose, how they are written, and which of their columns is which of ours.

What does **not** belong here: how a text becomes a value (`values`) and how a file is read (the readers).
"""

from __future__ import annotations

import codecs
import io
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from pipelines.catalog import EXTRACTS
from pipelines.errors import Refused
from pipelines.ingest.date_format import is_date_format

SIGNS = ("minus", "trailing_minus", "parentheses", "credits_positive", "debits_positive", "inverted")
EVERYTHING_ELSE = "*"
UNUSABLE = ("\0", "\n", "\r")
"""Characters that no separator, quote or mark can be: lines end with them, or tools cut texts at them."""


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
    except (OSError, ValueError, RecursionError) as error:
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
_NO_ENCODINGS = {"idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined", "mbcs", "oem"}
"""Text encodings to Python, though no file is written in them. (The last two are whichever a Windows machine uses.)"""


def _are_texts(values: object) -> bool:
    return isinstance(values, list) and all(isinstance(value, str) for value in values)


def _names_texts(table: object) -> bool:
    return isinstance(table, dict) and all(isinstance(value, str) for value in table.values())


_LISTS, _TABLES = ("negative_values", "ignored_columns"), ("columns", "constants")
_KINDS: dict[str, tuple[str, Callable[[object], bool]]] = {
    **dict.fromkeys(
        sorted((_DIALECT | _OTHERS) - {*_LISTS, *_TABLES}), ("a text", lambda value: isinstance(value, str))
    ),
    **dict.fromkeys(_LISTS, ("a list of texts", _are_texts)),
    **dict.fromkeys(_TABLES, ("a table of texts", _names_texts)),
}
"""What each setting of a source holds, with the test for it."""


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
    found += [
        f"{key}: expected {expected}, found {table[key]!r}"
        for key, (expected, fits) in _KINDS.items()
        if key in table and not fits(table[key])
    ]
    if any(key in table and not fits(table[key]) for key, (_, fits) in _KINDS.items()):
        return found
    found += [
        f"{key}: expected text, found a NUL character"
        for key in _KINDS
        if key in table and "\0" in "".join(_texts(table[key]))
    ]
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
        elif text in UNUSABLE or (key.endswith("_mark") and not text.isprintable()):
            found.append(f"{key}: expected a character that a line may contain, found {text!r}")
    if not is_date_format(table.get("date_format", Dialect.date_format)):
        found.append(
            "date_format: expected directives for day, month and year such as %d, %m and %Y with letters, digits, blanks "
            f"or . , : / ( ) + - _ between them, found {table['date_format']!r}"
        )
    if table.get("sign", "minus") not in SIGNS:
        found.append(f"sign: expected one of {', '.join(SIGNS)}; found {table['sign']!r}")
    if table.get("decimal_mark", ".") == table.get("thousands_mark", ""):
        found.append("decimal_mark and thousands_mark are the same")
    if bool(table.get("sign_column")) != bool(table.get("negative_values")):
        found.append("sign_column and negative_values go together")
    if not _is_encoding(table.get("encoding", "utf-8")):
        found.append(
            f"encoding: expected that of a text, such as 'utf-8' or 'cp1252', found {table['encoding']!r}"
        )
    return found


def _texts(value: object) -> list[str]:
    """Return the texts of a setting that is of its kind."""
    if isinstance(value, dict):
        return [*value, *value.values()]
    return value if isinstance(value, list) else [str(value)]


def _is_encoding(name: str) -> bool:
    """True if files are written in it: Python names conversions of other kinds, too, such as hex and punycode."""
    try:
        io.TextIOWrapper(io.BytesIO(), encoding=name)
        return codecs.lookup(name).name not in _NO_ENCODINGS
    except (LookupError, ValueError):
        return False
