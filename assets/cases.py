"""Step 4: variances as cases: what people did, statuses, owners, history; and all that was rejected tonight."""

from collections.abc import Iterator
from datetime import date

import dagster as dg

from assets.night_run import NightRun
from assets.partitions import NIGHTS
from assets.reporting import write
from assets.ui.asset_specs import specify
from pipelines.disputes import make_cases
from pipelines.disputes.night import READ, WRITTEN


@dg.multi_asset(
    name="cases",
    specs=specify("cases", WRITTEN, deps=("variances", "closed_books", "night_books")),
    partitions_def=NIGHTS,
)
def cases(
    context: dg.AssetExecutionContext, night_run: dg.ResourceParam[NightRun]
) -> Iterator[dg.MaterializeResult]:
    """One row per variance with its dispute's ledger, per change of a dispute, per rejected row."""
    night, policy = date.fromisoformat(context.partition_key), night_run.policy
    tables, before = night_run.read(night, READ), night_run.books_before(night)
    coded = before.read_book("book_coded_variances")
    made = night_run.attempt(night, "cases", lambda: make_cases(tables, coded, policy, night))
    yield from write(night_run, night, "cases", made)
