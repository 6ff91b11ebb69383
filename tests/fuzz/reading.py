"""A slow, strict reader of the files, independent of the product: their rows, or that they are not well-formed."""

from __future__ import annotations

import codecs
import gzip
import json
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from tests.fuzz.columnar import read_parquet
from tests.fuzz.contract import EXTRACTS
from tests.fuzz.records import NOT_TEXT, NoValue, Number, Reading, Record, judge_columns, plain_names

SEPARATORS = {"csv": ",", "tsv": "\t"}
LAST_COMMA = re.compile(r",\s*}\s*$")
"""A comma behind the last value: not JSON, but many readers take it, and it changes nothing."""


def read_file(extract: str, kind: str, content: bytes) -> Reading:
    """Read a file of the kind that its name says."""
    if kind.endswith(".gz"):
        try:
            content = gzip.decompress(content) if content else b""
        except (EOFError, zlib.error):
            return Reading("wrong")
        except (
            OSError
        ) as error:  # BadGzipFile: no gzip at all, a checksum that fails, or junk behind the last member
            return Reading("wrong" if "CRC" in str(error) or content[:2] != b"\x1f\x8b" else "doubtful")
    kind = kind.removesuffix(".gz")
    if kind == "parquet":
        return read_parquet(extract, content)
    return (
        read_json_lines(extract, content)
        if kind == "jsonl"
        else read_separated(extract, content, SEPARATORS[kind])
    )


def read_separated(extract: str, content: bytes, separator: str) -> Reading:
    """Read CSV by RFC 4180; a file that is not well-formed comes back as lines only."""
    text = content.removeprefix(codecs.BOM_UTF8).decode("utf-8", "surrogateescape")
    lines = numbered_lines(text)
    found = _split(text, separator)
    if found is None or _is_swallowing(found):
        header = next((line for _, line in lines), "")
        is_near = any(name in header for name in EXTRACTS[extract].required) or '"' in header
        return Reading("doubtful" if is_near else "wrong", lines=lines[1:])
    records = [line for line in found if line.text]
    if not records:
        return Reading("wrong")
    header, *rows = records
    names = plain_names(extract, header.fields)
    return Reading(judge_columns(extract, header.fields), [_record(row, names) for row in rows], lines[1:])


@dataclass(frozen=True)
class _Line:
    number: int
    fields: list[str]
    text: str


def _is_swallowing(lines: list[_Line]) -> bool:
    """True where a quoted field goes over several lines and leaves its row with another number of fields.

    More likely a quote was left open, and the lines are rows of their own.
    """
    width = next((len(line.fields) for line in lines if line.fields != [""]), 0)
    return any("\n" in line.text and len(line.fields) != width for line in lines)


def _record(line: _Line, names: list[str]) -> Record:
    is_blank = not "".join(line.fields).strip() and len(line.fields) == 1
    if len(line.fields) != len(names) or NOT_TEXT.search(line.text):
        return Record(line.number, None, line.text, is_optional=is_blank)
    return Record(line.number, dict(zip(names, line.fields, strict=True)), line.text)


@cache
def _field(separator: str) -> re.Pattern[str]:
    return re.compile(rf'(?:"((?:[^"]++|"")*+)"|([^"{separator}\r\n]*+))({separator}|\r\n|\n|\Z)')


def _split(text: str, separator: str) -> list[_Line] | None:
    """Return the records with the numbers of their first lines; None if a quote or a return is misplaced."""
    pattern, found, fields = _field(separator), [], []
    place = start = 0
    number = 1
    while place < len(text) or fields:
        match = pattern.match(text, place)
        if match is None:
            return None
        fields.append(match[2] if match[1] is None else match[1].replace('""', '"'))
        place = match.end()
        if match[3] != separator:
            found.append(_Line(number, fields, text[start:place].rstrip("\r\n")))
            number += text.count("\n", start, place)
            start, fields = place, []
    return found


def numbered_lines(text: str) -> list[tuple[int, str]]:
    """Return the lines that hold more than blanks, by number."""
    return [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]


def read_json_lines(extract: str, content: bytes) -> Reading:
    """Read one object per line; numbers keep their text, a name that comes twice has `NoValue`."""
    text = content.removeprefix(codecs.BOM_UTF8).decode("utf-8", "surrogateescape")
    lines = numbered_lines(text)
    records = [_object(number, line) for number, line in enumerate(text.split("\n"), 1) if line]
    names = {name for record in records if record.values is not None for name in record.values}
    if not lines:
        return Reading("right", records)
    if all(record.values is None for record in records):
        return Reading("wrong", records, lines)
    known = EXTRACTS[extract]
    is_right = names <= set(known.columns) and set(known.required) <= names
    return Reading("right" if is_right else "doubtful", records, lines)


@dataclass
class _Pairs:
    """An object of JSON, its names as they came."""

    pairs: list[tuple[str, Any]] = field(default_factory=list)


def _object(number: int, line: str) -> Record:
    if not line.strip():
        return Record(number, None, line, is_optional=True)
    try:
        if NOT_TEXT.search(line):
            raise ValueError
        found = json.loads(
            LAST_COMMA.sub("}", line),
            object_pairs_hook=_Pairs,
            parse_float=Number,
            parse_int=Number,
            parse_constant=_refuse,
        )
    except (ValueError, RecursionError):
        return Record(number, None, line)
    return Record(number, _fields(found.pairs) if isinstance(found, _Pairs) else None, line)


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _fields(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name, value in pairs:
        fields[name] = NoValue("two values") if name in fields else _value(value)
    return fields


def _value(value: Any) -> Any:
    if isinstance(value, (_Pairs, list)):
        return NoValue("an object or a list")
    return Number(str(value).lower()) if isinstance(value, bool) else value
