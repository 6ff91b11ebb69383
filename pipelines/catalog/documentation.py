"""`python -m pipelines.catalog.documentation > docs/tables.md`: the declarations as a page for people.

What does **not** belong here: any fact about a table that its declaration does not hold; a test keeps the page in step.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping

from pipelines.catalog import BOOKS, EXTRACTS, PUBLISHED, Column, Kind, Role, Table
from pipelines.catalog.codes import ALL_SUBTYPES, DISPUTE_TYPES, SUBTYPES_BY_TYPE
from pipelines.catalog.measures import MEASURES

COMMAND = "python -m pipelines.catalog.documentation > docs/tables.md"
OPENING = f"""\
# Tables

Generated from the declarations in `pipelines/catalog` by `{COMMAND}`; change those, not this page.

Every published table and every book lies in the lake as `<table>/business_date=YYYY-MM-DD/part-….parquet`, one folder a
night. `business_date` is in the path only: readers take it from there. *Events* hold what that night added, *snapshots* and
*books* the whole state after it. A column marked ? may be null, in an extract also absent. *Personal* says how a column is
masked once its payer is [forgotten](forgetting.md).
"""
SECTIONS = (
    (
        "What goes out",
        "A single amount is `DECIMAL(18, 3)`, exact for every currency in use; a sum over several documents is `DECIMAL(38, 3)`.",
        PUBLISHED,
    ),
    (
        "What comes in",
        "One folder a day of each extract in the landing zone: `<extract>/YYYY-MM-DD/<files>`. Money is written as plain "
        "decimals, dates as `2026-03-02`, times with their zone, truth as `true` or `false`; [another "
        "dialect](mapping.md) needs a mapping file.",
        EXTRACTS,
    ),
    (
        "The books",
        "What a night leaves to the next. They are in the lake too, but they serve the next night: their columns may "
        "change without notice. Money in *minor units* is a whole number of cents of the row's currency (JPY: yen, "
        "KWD: fils).",
        BOOKS,
    ),
)
_INCOMING = {Kind.MINOR: "money", Kind.MONEY: "money"}


def document() -> str:
    """The whole page."""
    return "\n".join(
        [
            OPENING,
            *_dispute_types(),
            *_measures(),
            *(line for section in SECTIONS for line in _section(*section)),
        ]
    )


def _dispute_types() -> Iterator[str]:
    yield from ("## Dispute types", "", "| dispute_type | dispute_subtype |", "|---|---|")
    yield from (f"| `{type_}` | {_listed(subtypes)} |" for type_, subtypes in SUBTYPES_BY_TYPE.items())
    yield ""


def _measures() -> Iterator[str]:
    yield from ("## Measures", "", "Rows of `kpis`, by night, payer, type and owner.", "")
    yield from ("| kpi | formula |", "|---|---|")
    yield from (f"| `{measure.kpi}` | {measure.formula} |" for measure in MEASURES)
    yield ""


def _section(title: str, opening: str, tables: Mapping[str, Table]) -> Iterator[str]:
    yield from (f"## {title}", "", opening, "")
    for table in tables.values():
        yield from _table(table)


def _table(table: Table) -> Iterator[str]:
    role = "" if table.role in (Role.EXTRACT, Role.BOOK) else f" *{table.role.value.capitalize()}.*"
    yield from (f"### {table.name}", "", f"{table.grain}{role} Key: {_listed(table.key)}.", "")
    yield from ("| column | type | meaning |", "|---|---|---|")
    for column in table.columns:
        name = f"`{column.name}`{' ?' if column.nullable else ''}"
        yield f"| {name} | {_type(column, table.role)} | {_meaning(column)} |"
    yield ""


def _type(column: Column, role: Role) -> str:
    if role is Role.EXTRACT:
        return _INCOMING.get(column.kind, column.kind.value)
    return f"`{column.sql_type}`" + (", minor units" if column.kind is Kind.MINOR else "")


def _meaning(column: Column) -> str:
    if column.name == "kpi":
        return "Name of the measure: [one of these](#measures)"
    text = column.description.replace("|", "\\|")
    if column.allowed in (DISPUTE_TYPES, ALL_SUBTYPES):
        return f"{text}: [one of these](#dispute-types)"
    if column.is_masked:
        return f"{text} (*personal: {column.personal}*)"
    return f"{text}: {_listed(column.allowed)}" if column.allowed else text


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


if __name__ == "__main__":
    sys.stdout.write(document())
