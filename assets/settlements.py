"""Step 3: what each payment puts on each document, what each document is short of, and the books after it."""

from collections.abc import Iterator
from datetime import date

import dagster as dg

from assets.night_run import NightRun
from assets.partitions import NIGHTS
from assets.reporting import write
from assets.ui.asset_specs import specify
from pipelines.lake import KEPT
from pipelines.night.settle_night import SETTLED, settle_night
from pipelines.state.opening import WORKING

WRITTEN = tuple(name for name in SETTLED if name in KEPT)
PEOPLE = ("landed_dispute_activity", "known_activities")


@dg.multi_asset(
    name="settlements",
    specs=specify("settlements", WRITTEN, deps=("night_books",)),
    partitions_def=NIGHTS,
)
def settlements(
    context: dg.AssetExecutionContext, night_run: dg.ResourceParam[NightRun]
) -> Iterator[dg.MaterializeResult]:
    """One row per piece of a payment put on a document, per rest of one, per difference, per row of the books."""
    night = date.fromisoformat(context.partition_key)
    activities, known = night_run.read(night, PEOPLE).values()
    staging, working = night_run.staging(night), night_run.laid(night, WORKING)
    report = night_run.reporter(night, "settlements")
    settled = night_run.attempt(
        night,
        "settlements",
        lambda: staging.gather(
            settle_night(
                working, activities, known, night_run.policy, night, scratch=staging.folder, report=report
            )
        ),
    )
    yield from write(night_run, night, "settlements", settled.only(WRITTEN))
