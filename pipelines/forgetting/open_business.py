"""Whether a payer can be forgotten: some night knows it, and nothing between it and us is open.

Once its names are gone nobody can write to it, nor tell a payment under its name from one of somebody else.
"""

from __future__ import annotations

from itertools import groupby

from pipelines.errors import Refused
from pipelines.forgetting.masks import PACKAGE, view_tables
from pipelines.lake import Lake, Snapshot
from pipelines.lake.damage import list_some
from pipelines.sql import engine, query

KNOWING = ("book_payers", "book_documents", "book_payments")
OPEN = ("book_payers", "book_payments", "open_items", "unapplied_payments", "worklist")


def check_known(lake: Lake, snapshot: Snapshot | None, payer_id: str) -> Snapshot:
    """Return the snapshot, in which some night knows the payer; raises `Refused`."""
    if snapshot and _ask(snapshot, KNOWING, "known_payer", payer_id):
        return snapshot
    raise Refused(
        f"lake {lake.root}: payer {payer_id} is unknown; expected the payer_id of a payer, document or payment of some "
        "night, found none; correct it; nothing was written"
    )


def check_settled(snapshot: Snapshot, payer_id: str) -> None:
    """Check that nothing of the payer is open after the last night; raises `Refused`, which names it."""
    found = _ask(snapshot, OPEN, "open_business", payer_id, is_last_night=True)
    if not found:
        return
    listed = "; ".join(
        f"{what}: {list_some([number for _, number in rows])}"
        for what, rows in ((what, list(rows)) for what, rows in groupby(found, key=lambda row: row[0]))
    )
    raise Refused(
        f"payer {payer_id} cannot be forgotten yet; expected nothing open after night {snapshot.nights()[-1]}, found "
        f"{listed}; have it settled or written off, and run that night; nothing was written"
    )


def _ask(
    snapshot: Snapshot, tables: tuple[str, ...], name: str, payer_id: str, is_last_night: bool = False
) -> list[tuple[str, str]]:
    nights = snapshot.nights()[-1:]
    files = {
        table: snapshot.locate(table, nights) if is_last_night else snapshot.files(table) for table in tables
    }
    with engine(
        macros=("names",),
        files=[path for paths in files.values() for path in paths],
        folders=[snapshot.folder],
    ) as connection:
        view_tables(connection, files)
        connection.execute("SET VARIABLE payer_id = $1", [payer_id])
        return connection.sql(query(PACKAGE, name)).fetchall()
