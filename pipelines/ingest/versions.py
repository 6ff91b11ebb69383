"""Which version of a key counts: the latest day's. Copies are dropped; contradictions of one day are rejected, all of them,
and so are the rows of a version whose amounts exceed `LARGEST_TOTAL` together.

A version is all lines of an advice or of a document, else one row. What does **not** belong here: what a row means.
"""

from __future__ import annotations

from pipelines.catalog import EXTRACTS, Kind, Table
from pipelines.connections import Connection
from pipelines.sql import build, query
from pipelines.sql_text import identifier, literal

PACKAGE = "pipelines.ingest"
UNITS = {"remittances": ("payer_id", "remittance_id"), "invoice_lines": ("company_code", "invoice_number")}
"""Extracts whose version is more than one row."""


def choose_versions(connection: Connection, extract: str) -> bool:
    """From the table `typed`: the view `standing_rows` of those that count; contradictions go to `row_faults`. Whether some
    had several versions."""
    table = EXTRACTS[extract]
    connection.execute(f"""
CREATE OR REPLACE TEMP VIEW sound_rows AS
SELECT source_file, source_row, folder_date, {_struct(table.key)} AS row_key,
    {_struct(UNITS.get(extract, table.key))} AS unit_key, {_struct(table.names)} AS content, {_size(table)} AS size
FROM typed WHERE is_sound""")
    if extract in UNITS and connection.execute(query(PACKAGE, "has_oversized")).fetchall()[0][0]:
        _reject_oversized(connection)
    build(connection, PACKAGE, ("repeated_keys",))
    has_versions = bool(connection.execute(query(PACKAGE, "has_versions")).fetchall()[0][0])
    if has_versions:
        build(connection, PACKAGE, ("conflicting_units", "conflicts", "copies", "outdated", "counting_rows"))
        connection.execute("INSERT INTO row_faults BY NAME FROM conflicts")
        counting = "SEMI JOIN counting_rows USING (source_file, source_row)"
    else:
        counting = "WHERE is_sound"
    connection.execute(f"CREATE OR REPLACE TEMP VIEW standing_rows AS FROM typed {counting}")
    return has_versions


def _reject_oversized(connection: Connection) -> None:
    build(connection, PACKAGE, ("oversized_units", "oversized"))
    connection.execute("INSERT INTO row_faults BY NAME FROM oversized")
    connection.execute(
        "UPDATE typed SET is_sound = false FROM oversized "
        "WHERE typed.source_file = oversized.source_file AND typed.source_row = oversized.source_row"
    )


def _size(table: Table) -> str:
    """The money of a row, whatever its signs, in units of its currency."""
    amounts = [
        f"coalesce(abs(to_total({c.name}, currency)), 0)"
        if c.kind is Kind.MINOR
        else f"coalesce(abs({c.name}), 0)"
        for c in table.columns
        if c.kind in (Kind.MINOR, Kind.MONEY)
    ]
    return " + ".join(amounts) or "0"


def _struct(names: tuple[str, ...]) -> str:
    return "{" + ", ".join(f"{literal(name)}: {identifier(name)}" for name in names) + "}"
