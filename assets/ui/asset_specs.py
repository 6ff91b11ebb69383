"""The assets of the UI from the declarations: grain first, columns with types, meanings, sources; owners, tags, kinds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import dagster as dg

from assets.partitions import NIGHTS
from pipelines.catalog import ALL, EXTRACTS, PUBLISHED, Table
from pipelines.catalog.lineage import sources_of

CASE_BOOKS = ("book_variances", "book_coded_variances", "book_activities", "book_cases", "book_outcomes")
OWNERS = {
    "extracts": "team:data-platform",
    "books": "team:data-platform",
    "nights": "team:data-platform",
    "settlements": "team:cash-application",
    "cases": "team:collections",
    "worklist": "team:collections",
}
"""Who answers for the assets of a group."""


def asset_of(table: str) -> str:
    """A published table is an asset of its own; the books, which only the next night reads, are one a step."""
    if table in PUBLISHED:
        return table
    return {"book_files": "landed_files", **dict.fromkeys(CASE_BOOKS, "case_books")}.get(
        table, "closed_books"
    )


def extract_key(name: str) -> dg.AssetKey:
    return dg.AssetKey(["extracts", name])


def described(group: str, *kinds: str, role: str = "step") -> dict[str, Any]:
    """Who answers for an asset, what it is, and what makes or holds it."""
    return {"owners": [OWNERS[group]], "tags": {"tieout/role": role}, "kinds": set(kinds)}


def specify_extracts() -> list[dg.AssetSpec]:
    """The extracts, which others make: every night says what it has read of each."""
    return [
        dg.AssetSpec(
            extract_key(name),
            group_name="extracts",
            description=f"{table.grain} What was created or changed that day: `{name}/YYYY-MM-DD/<files>`.",
            metadata={"dagster/column_schema": _schema([table])},
            partitions_def=NIGHTS,
            **described("extracts", "file", role="extract"),
        )
        for name, table in EXTRACTS.items()
    ]


def specify(group: str, names: Iterable[str], deps: Iterable[str | dg.AssetKey]) -> list[dg.AssetSpec]:
    """The assets of these tables. A description begins with the grain: people read it in the UI."""
    tables: dict[str, list[Table]] = {}
    for name in names:
        tables.setdefault(asset_of(name), []).append(ALL[name])
    deps = list(deps)
    return [
        dg.AssetSpec(
            asset,
            deps=deps,
            group_name=group,
            description=_describe(held),
            metadata=_metadata(held),
            partitions_def=NIGHTS,
            **described(group, "duckdb", "parquet", role=held[0].role.value),
        )
        for asset, held in tables.items()
    ]


def _describe(tables: list[Table]) -> str:
    if len(tables) > 1:
        listed = "\n".join(f"- `{table.name}`: {table.grain}" for table in tables)
        return f"One row per entry of the books that this night leaves to the next.\n\n{listed}"
    table = tables[0]
    lives = {"events": "What the night added", "snapshot": "The whole state after the night"}
    role = lives.get(table.role.value, "What the night leaves to the next")
    return f"{table.grain} {role}; key: {', '.join(f'`{name}`' for name in table.key)}."


def _metadata(tables: list[Table]) -> dict[str, object]:
    metadata: dict[str, object] = {"dagster/column_schema": _schema(tables)}
    if len(tables) == 1:
        lineage = _lineage(tables[0])
        return {**metadata, "dagster/table_name": tables[0].name, "dagster/column_lineage": lineage}
    return metadata


def _schema(tables: list[Table]) -> dg.TableSchema:
    prefix = len(tables) > 1
    columns = [
        dg.TableColumn(
            name=f"{table.name}.{column.name}" if prefix else column.name,
            type=column.sql_type,
            description=column.description + _said_sources(table.name, column.name),
            constraints=dg.TableColumnConstraints(
                nullable=column.nullable, unique=table.key == (column.name,)
            ),
        )
        for table in tables
        for column in table.columns
    ]
    return dg.TableSchema(columns)


def _said_sources(table: str, column: str) -> str:
    """In words too: the free UI draws no lineage of columns."""
    sources = ", ".join(".".join(source) for source in sources_of(table, column))
    return f" ← {sources}" if sources else ""


def _lineage(table: Table) -> dg.TableColumnLineage:
    found: Mapping[str, tuple[tuple[str, str], ...]] = {
        column: sources_of(table.name, column) for column in table.names
    }
    return dg.TableColumnLineage(
        {
            column: [dg.TableColumnDep(asset_key=_key(source), column_name=name) for source, name in sources]
            for column, sources in found.items()
            if sources
        }
    )


def _key(table: str) -> dg.AssetKey:
    return extract_key(table) if table in EXTRACTS else dg.AssetKey(asset_of(table))
