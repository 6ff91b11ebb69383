"""Step 4: variances as cases: what people did, statuses, owners, history; and all that was rejected tonight."""

from collections.abc import Iterator
from datetime import date

import dagster as dg
import pyarrow as pa

from assets.night_run import NightRun
from assets.partitions import NIGHTS
from assets.reporting import write
from assets.ui.asset_specs import specify
from pipelines.disputes import work_cases
from pipelines.disputes.cases import KNOWN
from pipelines.disputes.cases import WRITTEN as BOOKS
from pipelines.reason_codes.unknown_codes import BOOK, LIST, list_unknown_codes

READ = ("settled_variances", "movements", "landed_dispute_activity")
REJECTED = ("landed_quarantine", "books_quarantine")
MASTER = ("book_payers", "book_reason_codes")
WRITTEN = (*BOOKS, "dispute_history", "quarantine", BOOK.name, LIST.name)


@dg.multi_asset(
    name="cases",
    specs=specify("cases", WRITTEN, deps=("variances", "closed_books", "night_books")),
    partitions_def=NIGHTS,
)
def cases(
    context: dg.AssetExecutionContext, night_run: dg.ResourceParam[NightRun]
) -> Iterator[dg.MaterializeResult]:
    """One row per variance with its dispute's ledger, per change of a dispute, per rejected row."""
    night = date.fromisoformat(context.partition_key)
    variances, movements, activities = night_run.read(night, READ).values()
    known, (payers, codes) = night_run.read(night, KNOWN), night_run.read(night, MASTER).values()
    rejected = night_run.read(night, REJECTED).values()
    before = night_run.books_before(night).read_book(BOOK.name)

    def work() -> dict[str, pa.Table]:
        worked = work_cases(variances, movements, activities, night_run.policy, night, known, payers)
        quarantine = pa.concat_tables([*rejected, worked["quarantine"]], promote_options="permissive")
        listed = list_unknown_codes(before, worked["book_variances"], payers, codes, night_run.policy, night)
        return {**worked, "quarantine": quarantine, **listed}

    yield from write(night_run, night, "cases", night_run.attempt(night, "cases", work))
