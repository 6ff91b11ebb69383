"""Mutations of Parquet files: bytes, columns, types, how they are written."""

from __future__ import annotations

import io
from random import Random

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tests.fuzz.contract import EXTRACTS
from tests.fuzz.mutations.registry import DAMAGED, LANDS, REFUSES, of_content
from tests.fuzz.sheets import parquet_bytes

PARQUET = ("parquet",)


def _table(content: bytes) -> pa.Table:
    return pq.read_table(io.BytesIO(content))


def _extract(table: pa.Table) -> str:
    """Return the extract that all columns belong to."""
    return next(name for name, extract in EXTRACTS.items() if set(table.column_names) <= set(extract.columns))


def _replace(table: pa.Table, name: str, array: pa.Array | pa.ChunkedArray) -> pa.Table:
    return table.set_column(table.column_names.index(name), name, array)


def _texts(table: pa.Table) -> list[str]:
    return [field.name for field in table.schema if pa.types.is_string(field.type)]


@of_content(PARQUET, outcome=DAMAGED)
def flip_bits_of_parquet(content: bytes, random: Random) -> bytes:
    changed = bytearray(content)
    for _ in range(random.choice((1, 1, 2, 20))):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


@of_content(PARQUET, outcome=DAMAGED)
def flip_bits_of_the_footer(content: bytes, random: Random) -> bytes:
    changed = bytearray(content)
    length = int.from_bytes(content[-8:-4], "little")
    changed[-random.randint(9, length + 8)] ^= 1 << random.randrange(8)
    return bytes(changed)


@of_content(PARQUET, outcome=DAMAGED)
def footer_of_another_length(content: bytes, random: Random) -> bytes:
    return (
        content[:-8]
        + random.choice((0, 1, 2**31 - 1, 2**32 - 1, len(content))).to_bytes(4, "little")
        + b"PAR1"
    )


@of_content(PARQUET, outcome=REFUSES)
def parquet_cut_off(content: bytes, random: Random) -> bytes:
    place = random.randrange(1, len(content))
    return random.choice((content[:place], content[place:]))


@of_content(PARQUET, outcome=DAMAGED)
def bytes_overwritten(content: bytes, random: Random) -> bytes:
    place = random.randrange(4, len(content) - 40)
    return (
        content[:place]
        + random.choice((b"\0" * 20, b"\xff" * 20, random.randbytes(20)))
        + content[place + 20 :]
    )


@of_content(PARQUET, outcome=LANDS)
def columns_in_another_order(content: bytes, random: Random) -> bytes:
    table = _table(content)
    return parquet_bytes(table.select(random.sample(table.column_names, table.num_columns)))


@of_content(PARQUET, outcome=REFUSES)
def parquet_column_twice(content: bytes, random: Random) -> bytes:
    table = _table(content)
    name = random.choice(table.column_names)
    return parquet_bytes(table.append_column(name, table.column(name)))


@of_content(PARQUET, outcome=REFUSES)
def amounts_as_floats(content: bytes, random: Random) -> bytes:
    table = _table(content)
    extract = EXTRACTS[_extract(table)]
    names = [
        name
        for name in extract.of_type("money", "price", "quantity", "percent", "integer")
        if name in table.column_names
    ]
    name = random.choice(names or table.column_names)
    values = pa.array(
        [float(number) for number in range(table.num_rows)], random.choice((pa.float64(), pa.float32()))
    )
    return parquet_bytes(_replace(table, name, values))


@of_content(PARQUET)
def column_of_another_type(content: bytes, random: Random) -> bytes:
    table = _table(content)
    count = table.num_rows
    arrays = (
        pa.array([True] * count), pa.array(range(count), pa.int8()), pa.array(range(count), pa.uint64()),
        pa.array([2**64 - 1] * count, pa.uint64()),
        pa.array([0] * count, pa.date64()), pa.array([0] * count, pa.timestamp("ns")), pa.array([0] * count,
        pa.timestamp("us", "Asia/Tokyo")),
        pa.array([0] * count, pa.time64("us")), pa.array([0] * count, pa.duration("s")), pa.nulls(count),
        pa.array([b"x"] * count),
        pa.array([b"0123456789abcdef"] * count, pa.binary(16)), pa.array([["x"]] * count), pa.array([{"a": 1}] * count),
        pa.array([[("k", 1)]] * count, pa.map_(pa.string(), pa.int64())), pa.array([2**31 - 1] * count, pa.date32()),
        pa.array([-(2**31)] * count, pa.date32()), pa.array([2**62] * count, pa.timestamp("us")), pa.array([0] * count,
        pa.float16()),
    )  # fmt: skip
    return parquet_bytes(_replace(table, random.choice(table.column_names), random.choice(arrays)))


@of_content(PARQUET)
def wide_decimals(content: bytes, random: Random) -> bytes:
    table = _table(content)
    names = [field.name for field in table.schema if pa.types.is_decimal(field.type)]
    kinds = (
        pa.decimal128(38, 3),
        pa.decimal128(38, 20),
        pa.decimal256(76, 40),
        pa.decimal128(18, 3),
        pa.decimal256(50, 3),
        pa.decimal32(9, 3),
    )
    for name in names:
        kind = random.choice(kinds)
        try:
            table = _replace(table, name, table.column(name).cast(kind))
        except pa.ArrowInvalid:  # does not fit into 9 digits
            continue
    return parquet_bytes(table)


@of_content(PARQUET)
def decimals_out_of_range(content: bytes, random: Random) -> bytes:
    table = _table(content)
    names = [field.name for field in table.schema if pa.types.is_decimal(field.type)] or table.column_names
    values = ["9" * 38, "1" + "0" * 12, "-" + "9" * 30, "0", "1" + "0" * 15]
    array = pa.array([random.choice(values) for _ in range(table.num_rows)]).cast(pa.decimal128(38, 0))
    return parquet_bytes(_replace(table, random.choice(names), array))


@of_content(PARQUET, outcome=LANDS)
def texts_of_another_kind(content: bytes, random: Random) -> bytes:
    """Large strings, dictionaries, string views: the same texts."""
    table = _table(content)
    for name in _texts(table):
        column = table.column(name)
        table = _replace(
            table, name, random.choice((column.cast(pa.large_string()), column.dictionary_encode(), column))
        )
    return parquet_bytes(table)


@of_content(PARQUET, outcome=LANDS)
def parquet_written_otherwise(content: bytes, random: Random) -> bytes:
    options = (
        {"compression": "zstd"}, {"compression": "gzip"}, {"compression": "none"}, {"compression": "brotli"},
        {"compression": "lz4"},
        {"row_group_size": 1}, {"row_group_size": 5}, {"version": "1.0"}, {"data_page_version": "2.0"},
        {"use_dictionary": False},
        {"write_statistics": False}, {"data_page_size": 1}, {"write_page_checksum": True}, {"store_schema": False},
        {"use_dictionary": False, "column_encoding": "PLAIN"},
    )  # fmt: skip
    return parquet_bytes(_table(content), **random.choice(options))


@of_content(PARQUET, outcome=LANDS)
def no_rows_in_parquet(content: bytes, random: Random) -> bytes:
    return parquet_bytes(_table(content).slice(0, 0))


@of_content(PARQUET, outcome=REFUSES)
def no_columns_in_parquet(content: bytes, random: Random) -> bytes:
    return parquet_bytes(_table(content).select([]))


@of_content(PARQUET)
def bytes_called_text(content: bytes, random: Random) -> bytes:
    """Put bytes that are not UTF-8 into a text column."""
    table = _table(content)
    name = random.choice(_texts(table))
    values = [value and value.encode() for value in table.column(name).to_pylist()]
    for number in random.sample(range(len(values)), 2):
        values[number] = random.choice((b"\xff", b"a\xe4", b"\xed\xa0\x80", b"a\0b", b"\xc3"))
    raw = pa.array(values, pa.binary())
    return parquet_bytes(_replace(table, name, pa.Array.from_buffers(pa.string(), len(raw), raw.buffers())))


@of_content(PARQUET)
def metadata_of_another_world(content: bytes, random: Random) -> bytes:
    """Write broken key-value metadata."""
    table = _table(content)
    metadata = random.choice(
        (
            {b"pandas": b"{"},
            {b"ARROW:schema": b"x"},
            {b"\xff": b"\xff"},
            {b"geo": b"{}"},
            {b"x": b"y" * 100_000},
        )
    )
    return parquet_bytes(table.replace_schema_metadata(metadata), store_schema=False)


@of_content(PARQUET)
def nulls_everywhere(content: bytes, random: Random) -> bytes:
    table = _table(content)
    for name in random.sample(table.column_names, 2):
        column = table.column(name)
        drawn = pa.array([random.random() < 0.3 for _ in range(table.num_rows)])
        table = _replace(table, name, pc.if_else(drawn, pa.scalar(None, column.type), column))
    return parquet_bytes(table)
