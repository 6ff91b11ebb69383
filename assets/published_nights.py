"""Step 7: a night that the gate has let through is shown, all tables in one instant, and copied to the other readers."""

import logging
from datetime import date

import dagster as dg

from assets.night_run import NightRun
from assets.partitions import NIGHTS
from assets.ui.asset_specs import described

LOG = logging.getLogger("tieout")


@dg.asset(
    name="published_nights",
    deps=["sealed_nights"],
    group_name="nights",
    partitions_def=NIGHTS,
    **described("nights", "parquet"),
)
def published_nights(
    context: dg.AssetExecutionContext, night_run: dg.ResourceParam[NightRun]
) -> dg.MaterializeResult:
    """One row per night that people can read. Nights that are run again together are shown with the last of them."""
    night = date.fromisoformat(context.partition_key)
    commit = night_run.attempt(night, "published_nights", lambda: night_run.publish(night))
    faults = night_run.fault_metadata(night)
    if commit is None:
        return dg.MaterializeResult(metadata={"shown_with_night": night_run.nights[-1].isoformat(), **faults})
    head = commit.digest()
    LOG.info("commit %s published: generation %s, head %s", commit.number, commit.generation, head)
    copies = ", ".join(night_run.catch_up()) or "none"
    shown = {"generation": commit.generation, "commit": str(commit.number), "head": head, "copies": copies}
    return dg.MaterializeResult(metadata={**shown, **faults})
