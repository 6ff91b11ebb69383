"""Step 2: the books of a night, opened: yesterday's live rows, older ones by key, and tonight's laid over them."""

from datetime import date

import dagster as dg

from assets.landed import LANDED
from assets.night_run import NightRun
from assets.partitions import NIGHTS
from assets.reporting import count_rows
from assets.ui.asset_specs import described
from pipelines.state.opening import open_state


@dg.asset(
    name="night_books",
    deps=["landed_files"],
    group_name="books",
    partitions_def=NIGHTS,
    **described("books", "duckdb"),
)
def night_books(
    context: dg.AssetExecutionContext, night_run: dg.ResourceParam[NightRun]
) -> dg.MaterializeResult:
    """One row per document, payment, advice line and so on that tonight may touch: working tables, never shown."""
    night = date.fromisoformat(context.partition_key)
    landed, before = night_run.read(night, LANDED), night_run.books_before(night)
    extracts = {name.removeprefix("landed_"): rows for name, rows in landed.items()}

    lay = night_run.staging(night).lay
    opened = night_run.attempt(night, "night_books", lambda: open_state(extracts, before, night, lay))
    return dg.MaterializeResult(
        metadata={**count_rows(opened), **night_run.fault_metadata(night, "night_books")}
    )
