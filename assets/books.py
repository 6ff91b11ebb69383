"""Step 2: the books of a night, opened: yesterday's live rows, older ones by key, and tonight's laid over them."""

from collections.abc import Iterator
from datetime import date

import dagster as dg

from assets.landed import LANDED
from assets.night_run import NightRun
from assets.partitions import NIGHTS
from assets.reporting import specify, write
from pipelines.books import WORKING, open_books
from pipelines.books.fetching import fetch_rows

OPENED = (*WORKING, "known_activities")


@dg.multi_asset(name="books", specs=specify("books", OPENED, deps=LANDED), partitions_def=NIGHTS)
def books(
    context: dg.AssetExecutionContext, night_run: dg.ResourceParam[NightRun]
) -> Iterator[dg.MaterializeResult]:
    """One row per document, payment, advice line and so on that tonight may touch."""
    night = date.fromisoformat(context.partition_key)
    landed = night_run.read(night, LANDED)
    before = night_run.books_before(night)
    extracts = {name.removeprefix("landed_"): rows for name, rows in landed.items()}
    known = fetch_rows(before, "book_activities", landed["landed_dispute_activity"].select(["activity_id"]))
    yield from write(night_run, night, {**open_books(extracts, before, night), "known_activities": known})
