"""Rows of one file as text, and how they are written in each kind of file."""

from __future__ import annotations

import gzip
import io
import json
import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq

from tests.fuzz.contract import EXTRACTS

JSON_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")


@dataclass
class Sheet:
    """A file's rows; an empty text is null."""

    extract: str
    day: str
    name: str
    kind: str
    columns: list[str]
    rows: list[list[str]]

    @property
    def path(self) -> bytes:
        return f"{self.extract}/{self.day}/{self.name}.{self.kind}".encode()

    def copy(self, **changes: object) -> Sheet:
        """Return a deep copy."""
        fresh = {"columns": list(self.columns), "rows": [list(row) for row in self.rows]}
        return replace(self, **{**fresh, **changes})  # type: ignore[arg-type]

    def place(self, column: str) -> int:
        return self.columns.index(column)

    def has(self, column: str) -> bool:
        return column in self.columns

    def render(self) -> bytes:
        """Return the file's bytes."""
        packed = self.kind.endswith(".gz")
        content = WRITERS[self.kind.removesuffix(".gz")](self)
        return gzip.compress(content, mtime=0) if packed else content


def separated(sheet: Sheet, separator: str) -> bytes:
    lines = [sheet.columns, *sheet.rows]
    text = "".join(separator.join(_quoted(field, separator) for field in line) + "\n" for line in lines)
    return text.encode("utf-8", "surrogatepass")


def _quoted(field: str, separator: str) -> str:
    if any(mark in field for mark in ('"', separator, "\n", "\r")) or field != field.strip():
        return '"' + field.replace('"', '""') + '"'
    return field


def json_lines(sheet: Sheet) -> bytes:
    """Amounts as bare numbers where they are such, everything else as text; null is left out."""
    numbers = EXTRACTS[sheet.extract].of_type("money", "percent", "quantity", "price", "integer")
    lines = []
    for row in sheet.rows:
        fields = [
            f"{json.dumps(name)}: {value if name in numbers and is_json_number(value) else json.dumps(value)}"
            for name, value in zip(sheet.columns, row, strict=False)
            if value
        ]
        lines.append("{" + ", ".join(fields) + "}\n")
    return "".join(lines).encode("utf-8", "surrogatepass")


def is_json_number(text: str) -> bool:
    return JSON_NUMBER.fullmatch(text) is not None


def parquet(sheet: Sheet) -> bytes:
    """Decimals, dates and whole numbers as such where every value of the column is one, else text."""
    arrays = [_array(sheet, place, name) for place, name in enumerate(sheet.columns)]
    return parquet_bytes(pa.table(arrays, names=sheet.columns))


def parquet_bytes(table: pa.Table, **options: object) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(table, buffer, **options)
    return buffer.getvalue()


def _array(sheet: Sheet, place: int, name: str) -> pa.Array:
    values = [_clean(row[place]) if place < len(row) else None for row in sheet.rows]
    column = EXTRACTS[sheet.extract].columns.get(name)
    try:
        if column and column.type == "money":
            return pa.array([value and Decimal(value) for value in values], pa.decimal128(18, 3))
        if column and column.type == "date":
            return pa.array([value and date.fromisoformat(value) for value in values], pa.date32())
        if column and column.type == "integer":
            return pa.array([value and int(value) for value in values], pa.int64())
    except (ArithmeticError, ValueError, pa.ArrowException):
        pass
    return pa.array(values, pa.string())


def _clean(text: str) -> str | None:
    """Return the text as Parquet can hold it: without lone surrogates, null where it is empty."""
    return text.encode("utf-8", "replace").decode() or None


WRITERS = {
    "csv": lambda sheet: separated(sheet, ","),
    "tsv": lambda sheet: separated(sheet, "\t"),
    "jsonl": json_lines,
    "parquet": parquet,
}
