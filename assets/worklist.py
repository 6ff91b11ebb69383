"""Step 5: the worklist in the order of work, and the measures of the night."""

from collections.abc import Iterator
from datetime import date

import dagster as dg
import pyarrow as pa

from assets.night_run import NightRun
from assets.partitions import NIGHTS
from assets.reporting import write
from assets.ui.asset_specs import asset_of, specify
from pipelines.worklist import build_worklist, describe_payers, measure_night
from pipelines.worklist.build import BUILT
from pipelines.worklist.build import READ as BOOKS
from pipelines.worklist.kpis import TABLES

POSTING_METHODS = ("posting", "correction_posting")
FIRST_TIER_METHODS = ("advice_exact", "memo_exact")
READ = tuple(sorted({*BOOKS, *TABLES} - {"worklist"}))


@dg.multi_asset(
    name="worklist",
    specs=specify(
        "worklist", (*BUILT, "payer_behaviour", "kpis"), deps=sorted({asset_of(name) for name in READ})
    ),
    partitions_def=NIGHTS,
)
def worklist(
    context: dg.AssetExecutionContext, night_run: dg.ResourceParam[NightRun]
) -> Iterator[dg.MaterializeResult]:
    """One row per open dispute, in the order of work, and one per measure."""
    night, policy = date.fromisoformat(context.partition_key), night_run.policy
    tables = {**night_run.files(night, READ), **night_run.read(night, ("book_variances",))}
    before = night_run.read_before("open_items", night)

    def build() -> dict[str, pa.Table]:
        built = build_worklist(tables, policy, night)
        kpis = measure_night({**tables, **built}, policy, night, POSTING_METHODS, FIRST_TIER_METHODS, before)
        return {**built, "payer_behaviour": describe_payers(tables, policy, night), "kpis": kpis}

    yield from write(night_run, night, "worklist", night_run.attempt(night, "worklist", build))
