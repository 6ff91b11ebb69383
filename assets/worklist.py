"""Step 5: the worklist in the order of work, and the measures of the night."""

from collections.abc import Iterator
from datetime import date

import dagster as dg

from assets.night_run import NightRun
from assets.partitions import NIGHTS
from assets.reporting import write
from assets.ui.asset_specs import asset_of, specify
from pipelines.worklist import list_work
from pipelines.worklist.night import READ, WRITTEN


@dg.multi_asset(
    name="worklist",
    specs=specify("worklist", WRITTEN, deps=sorted({asset_of(name) for name in READ})),
    partitions_def=NIGHTS,
)
def worklist(
    context: dg.AssetExecutionContext, night_run: dg.ResourceParam[NightRun]
) -> Iterator[dg.MaterializeResult]:
    """One row per open dispute, in the order of work, and one per measure."""
    night, policy = date.fromisoformat(context.partition_key), night_run.policy
    tables = {**night_run.files(night, READ), **night_run.read(night, ("book_variances",))}
    before = night_run.read_before("open_items", night)
    made = night_run.attempt(night, "worklist", lambda: list_work(tables, before, policy, night))
    yield from write(night_run, night, "worklist", made)
