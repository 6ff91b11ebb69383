"""How a table is declared: once, here and in the modules beside this one.

One declaration feeds the types, the row checks, the gate, the views and the documentation. What does **not** belong
here: where a table lies (`pipelines.lake`) and how it is filled (the step that owns it).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

import pyarrow as pa

from pipelines.money import LARGEST_AMOUNT


class Kind(StrEnum):
    """What a column holds. `money` is a single amount, decimal at the edge; `minor` is the same inside, in integer minor
    units; `total` is a sum over any number of documents, which has no largest value."""

    TEXT = "text"
    INTEGER = "integer"
    MONEY = "money"
    MINOR = "minor"
    TOTAL = "total"
    QUANTITY = "quantity"
    PRICE = "price"
    PERCENT = "percent"
    SCORE = "score"
    DATE = "date"
    TIMESTAMP = "timestamp"
    BOOLEAN = "boolean"
    EVIDENCE = "evidence"


class Personal(StrEnum):
    """What a column of text says of the payer of its row, and so how it is masked once that payer is forgotten.

    `payer_name` is replaced by the pseudonym, `name` only where it is a spelling of the payer's name (it may be that of
    somebody else); a `bearer`, and a `mark`, which is a name as names are compared, also in the rows of others. A `memo` keeps
    words with digits and the words that matching reads; a `sentence` keeps all words but those of the name; a `note` is
    replaced as a whole.
    """

    NONE = "none"
    PAYER_NAME = "payer_name"
    NAME = "name"
    BEARER = "bearer"
    MARK = "mark"
    MEMO = "memo"
    SENTENCE = "sentence"
    NOTE = "note"


IDENTIFIERS = ("_id", "_code", "_number", "_numbers", "_key", "currency", "sku")
"""How the names of columns end that hold an id or a code. Those are kept when a payer is forgotten."""

EVIDENCE_SQL = "STRUCT(hypothesis VARCHAR, amount DECIMAL(18, 3), basis VARCHAR)[]"

_TYPES: dict[Kind, tuple[str, pa.DataType]] = {
    Kind.TEXT: ("VARCHAR", pa.string()),
    Kind.INTEGER: ("BIGINT", pa.int64()),
    Kind.MONEY: ("DECIMAL(18, 3)", pa.decimal128(18, 3)),
    Kind.MINOR: ("BIGINT", pa.int64()),
    Kind.TOTAL: ("DECIMAL(38, 3)", pa.decimal128(38, 3)),
    Kind.QUANTITY: ("DECIMAL(18, 3)", pa.decimal128(18, 3)),
    Kind.PRICE: ("DECIMAL(18, 4)", pa.decimal128(18, 4)),
    Kind.PERCENT: ("DECIMAL(9, 4)", pa.decimal128(9, 4)),
    Kind.SCORE: ("DOUBLE", pa.float64()),
    Kind.DATE: ("DATE", pa.date32()),
    Kind.TIMESTAMP: ("TIMESTAMP WITH TIME ZONE", pa.timestamp("us", tz="UTC")),
    Kind.BOOLEAN: ("BOOLEAN", pa.bool_()),
    Kind.EVIDENCE: (
        EVIDENCE_SQL,
        pa.list_(
            pa.struct([("hypothesis", pa.string()), ("amount", pa.decimal128(18, 3)), ("basis", pa.string())])
        ),
    ),
}


LARGEST: dict[Kind, int] = {
    **dict.fromkeys((Kind.MONEY, Kind.MINOR, Kind.QUANTITY, Kind.PRICE), LARGEST_AMOUNT),
    Kind.PERCENT: 1_000,
}
"""The largest absolute value of a number that comes in, by its kind. Products of two of them do not overflow."""


class Role(StrEnum):
    """How a table lives: `extract` comes in; `events`, `snapshot` go out; `book` is what a night leaves to the next."""

    EXTRACT = "extract"
    EVENTS = "events"
    SNAPSHOT = "snapshot"
    BOOK = "book"


@dataclass(frozen=True)
class Column:
    """One column: its name, kind, meaning, whether it may be null, and the values it may take (empty = any).

    A date `is_open_ended` if one after the calendar's end means no end: it is read as null. `personal` is set for every free
    text.
    """

    name: str
    kind: Kind
    description: str
    nullable: bool = False
    allowed: tuple[str, ...] = ()
    is_open_ended: bool = False
    personal: Personal | None = None

    @property
    def is_free_text(self) -> bool:
        """Whether it may hold any words: it has to say what they are."""
        is_identifier = bool(self.allowed) or self.name.endswith(IDENTIFIERS)
        return self.kind is Kind.EVIDENCE or (self.kind is Kind.TEXT and not is_identifier)

    @property
    def is_masked(self) -> bool:
        """Whether it is masked in the rows of a forgotten payer."""
        return self.personal not in (None, Personal.NONE)

    @property
    def sql_type(self) -> str:
        return _TYPES[self.kind][0]

    @property
    def arrow_type(self) -> pa.DataType:
        return _TYPES[self.kind][1]


@dataclass(frozen=True)
class Table:
    """One table: plural name, role, grain ("One row per …"), key, columns in their one order."""

    name: str
    role: Role
    grain: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    def __post_init__(self) -> None:
        missing = set(self.key) - set(self.names)
        if missing or len(set(self.names)) != len(self.names):
            raise ValueError(f"table {self.name}: key without column {missing}, or a column named twice")

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def arrow_schema(self) -> pa.Schema:
        return pa.schema([pa.field(c.name, c.arrow_type) for c in self.columns])

    def column(self, name: str) -> Column:
        return next(c for c in self.columns if c.name == name)

    def select_list(self, names: Collection[str] | None = None) -> str:
        """The columns, or those named, as a SQL select list that casts each to its declared type, in the declared order."""
        chosen = [c for c in self.columns if names is None or c.name in names]
        return ", ".join(f'CAST("{c.name}" AS {c.sql_type}) AS "{c.name}"' for c in chosen)

    def empty(self) -> pa.Table:
        return self.arrow_schema.empty_table()


def optional(
    name: str, kind: Kind, description: str, allowed: tuple[str, ...] = (), personal: Personal | None = None
) -> Column:
    """A column that may be null."""
    return Column(name, kind, description, nullable=True, allowed=allowed, personal=personal)


def published(name: str, role: Role, grain: str, key: str, *columns: Column) -> Table:
    """A table that goes out; its key as words."""
    return Table(name, role, grain, tuple(key.split()), columns)
