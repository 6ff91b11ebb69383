"""Parquet files as pyarrow reads them."""

from __future__ import annotations

import io
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tests.fuzz.records import NoValue, Number, Reading, Record, judge_columns


def read_parquet(extract: str, content: bytes) -> Reading:
    """Read all rows, numbered from 1. Other readers may accept a file that pyarrow does not: it is `doubtful`."""
    if len(content) < 12 or content[:4] != b"PAR1" or content[-4:] != b"PAR1":
        return Reading("wrong")
    try:
        with pq.ParquetFile(io.BytesIO(content)) as file:
            table = _with_texts(file.read(), file.schema)
        columns = [[_value(value) for value in column.to_pylist()] for column in table.columns]
    except (pa.ArrowException, OSError, ValueError, OverflowError, MemoryError, TypeError):
        return Reading("doubtful")
    shape = judge_columns(extract, table.column_names)
    if shape == "right" and not all(_is_plain(kind) for kind in table.schema.types):
        shape = "doubtful"
    rows = zip(*columns, strict=True)
    records = [
        Record(number, dict(zip(table.column_names, row, strict=True))) for number, row in enumerate(rows, 1)
    ]
    return Reading(shape, records)


def _with_texts(table: pa.Table, schema: pq.ParquetSchema) -> pa.Table:
    """Read bytes as text where the mark of their kind is damaged, but is there: so does DuckDB."""
    for place, kind in enumerate(table.schema.types):
        if pa.types.is_binary(kind) and schema.column(place).converted_type in ("UTF8", "UNKNOWN"):
            table = table.set_column(place, table.column_names[place], table.column(place).cast(pa.string()))
    return table


def _is_plain(kind: pa.DataType) -> bool:
    """True for texts, exact numbers of common widths, dates and truth."""
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    tests = (
        pa.types.is_string,
        pa.types.is_large_string,
        pa.types.is_signed_integer,
        pa.types.is_date32,
        pa.types.is_boolean,
    )
    return any(test(kind) for test in tests) or (pa.types.is_decimal128(kind) and kind.scale >= 0)


def _value(value: Any) -> Any:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return Number(str(value).lower())
    if isinstance(value, int):
        return Number(str(value))
    if isinstance(value, Decimal):
        return Number(f"{value:f}")
    return value.isoformat() if isinstance(value, (date, datetime)) else NoValue(type(value).__name__)
