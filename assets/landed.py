"""Step 1: the extracts of a night, read from the landing zone."""

from collections.abc import Iterator, Sequence
from datetime import date

import dagster as dg
import pyarrow as pa

from assets.alert import BY_COMMAND, send_alert
from assets.night_run import NightRun
from assets.nightly.planning import first_unread
from assets.partitions import NIGHTS
from assets.reporting import observe, observe_notices, write
from assets.retries import patiently
from assets.schedule import this_day
from assets.ui.asset_specs import extract_key, specify, specify_extracts
from pipelines.catalog import EXTRACTS
from pipelines.forgetting import read_masks
from pipelines.ingest import Notice, find_notices, land
from pipelines.ingest.mapping import load_mapping
from pipelines.lake import Lake

LANDED = tuple(f"landed_{name}" for name in EXTRACTS)


EXTRACT_ASSETS = specify_extracts()


@dg.multi_asset(
    name="landed",
    specs=specify("extracts", ("book_files",), deps=map(extract_key, EXTRACTS)),
    partitions_def=NIGHTS,
)
def landed(
    context: dg.AssetExecutionContext, night_run: dg.ResourceParam[NightRun]
) -> Iterator[dg.MaterializeResult | dg.AssetObservation]:
    """One row per file of the night; the rows in it are staged, typed, the winning version of each key."""
    night = date.fromisoformat(context.partition_key)
    settings, after = night_run.settings, night_run.night_before(night)
    lay = night_run.staging(night).lay
    masks = read_masks(night_run.lake, night_run.books_before(night).last)
    landing = night_run.attempt(
        night,
        "landed",
        lambda: land(
            settings.extracts, after, night, night_run.policy, settings.mapping,
            lambda name, rows: lay(f"landed_{name}", rows), masks,
        ),
    )  # fmt: skip
    night_run.stage(night, {"landed_quarantine": landing.quarantine})
    files = landing.files.append_column("is_live", pa.repeat(pa.scalar(True), landing.files.num_rows))
    sources, first = load_mapping(settings.mapping), first_unread(night_run.nights_before(night))
    earliest = night_run.policy.earliest_date
    notices = patiently(lambda: find_notices(settings.extracts, sources, first, night, this_day(), earliest))
    _report(context, notices, night_run.lake)
    yield from observe(night, landing.tables)
    yield from observe_notices(night, notices)
    yield from write(night_run, night, "landed", {"book_files": files})


def _report(context: dg.AssetExecutionContext, notices: Sequence[Notice], lake: Lake) -> None:
    """Log the notices; alert of the urgent ones, unless the command launched the run and has alerted itself."""
    for notice in notices:
        context.log.warning(notice.message)
        if notice.is_urgent and BY_COMMAND not in context.run.tags:
            send_alert(notice.message, context.run.run_id, context.partition_key, lake.head())
