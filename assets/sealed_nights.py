"""Step 6: a night with all of its tables, ready to be judged by the gate. Nobody sees it yet."""

from datetime import date

import dagster as dg

from assets.night_run import NightRun
from assets.partitions import NIGHTS
from assets.ui.asset_specs import described
from pipelines.catalog import PUBLISHED
from pipelines.lake import KEPT


@dg.asset(
    name="sealed_nights",
    deps=list(PUBLISHED),
    group_name="nights",
    partitions_def=NIGHTS,
    **described("nights", "parquet"),
)
def sealed_nights(
    context: dg.AssetExecutionContext, night_run: dg.ResourceParam[NightRun]
) -> dg.MaterializeResult:
    """One row per night that has all of its tables staged; the gate judges it."""
    night = date.fromisoformat(context.partition_key)
    rows = night_run.count_rows(night, KEPT)
    return dg.MaterializeResult(metadata={"tables": len(rows), "dagster/row_count": sum(rows.values())})
