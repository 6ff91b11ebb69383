"""The settlements of a night: our bills tested, the engine over its working tables, the books closed over what it found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from pipelines.arrow.parallel import side_by_side
from pipelines.billing_audit import find_billing_exceptions, price_items
from pipelines.night import Part, carry, in_parts, settle
from pipelines.policy import Policy
from pipelines.recovery import Report, ignore, recover
from pipelines.state.closing import CLOSED, close_books, close_papers

SETTLED = (
    "billing_exceptions", "allocations", "variances", "match_candidates", "movements", "settled_variances", *CLOSED,
)  # fmt: skip

SHOWN_PAYERS = 5


def settle_night(
    working: Mapping[str, pa.Table],
    activities: pa.Table,
    known_activities: pa.Table,
    policy: Policy,
    night: date,
    bucket_count: int | None = None,
    scratch: Path | None = None,
    report: Report = ignore,
) -> Iterator[dict[str, pa.Table]]:
    """The tables named in `SETTLED`, from the working tables of the night and what people did: piece by piece, so that a
    part of the payer groups is at hand at a time, and each of them in one piece at least. Parts lie in the folder `scratch`.

    A part that a fault of the engine ends is settled once more, carefully; `report` is called with the fault.

    Raises:
        EngineFailedError: The engine failed on a part twice.
    """
    yield close_papers(working, night)
    prices = price_items(working)

    def settle_part(part: Part) -> dict[str, pa.Table]:
        exceptions = find_billing_exceptions(part.working, prices, policy)
        settled = settle(part.working, policy, night) if part.has_news else carry(part.working)
        closed = close_books(part.working, settled, activities, known_activities, policy, night)
        found = settled | closed | {"billing_exceptions": exceptions}
        return {name: found[name] for name in found if name in SETTLED}

    def settle_surely(part: Part) -> dict[str, pa.Table]:
        return recover(
            lambda: settle_part(part), lambda: f"night {night}, settlement of {_payers_of(part)}", report
        )

    yield from side_by_side(settle_surely, in_parts(working, bucket_count, scratch))


def _payers_of(part: Part) -> str:
    """The payer groups of a part, for people: the first few by name."""
    groups = [part.working[name]["group_id"] for name in ("night_documents", "night_payments")]
    found = sorted(
        pc.unique(pa.chunked_array([chunk for column in groups for chunk in column.chunks])).to_pylist(),
        key=str,
    )
    more = f" and {len(found) - SHOWN_PAYERS} more" if len(found) > SHOWN_PAYERS else ""
    return f"payers {', '.join(map(str, found[:SHOWN_PAYERS])) or 'none'}{more}"
