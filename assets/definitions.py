"""Wires everything; nothing imports this module. Dagster's tools and the command load it by its name."""

from __future__ import annotations

import dagster as dg


@dg.definitions
def definitions() -> dg.Definitions:
    """Built when it is asked for, so that loading this module reads no landing zone."""
    from assets import jobs, sensors
    from assets.books import night_books
    from assets.cases import cases
    from assets.landed import EXTRACT_ASSETS, landed
    from assets.published_nights import published_nights
    from assets.sealed_nights import sealed_nights
    from assets.settlements import settlements
    from assets.worklist import worklist
    from checks.asset_checks import gate
    from checks.quality.asset_checks import plausibility, published_nights_are_judged, quality

    return dg.Definitions(
        assets=[
            *EXTRACT_ASSETS,
            landed,
            night_books,
            settlements,
            cases,
            worklist,
            sealed_nights,
            published_nights,
        ],
        asset_checks=[gate, plausibility],
        jobs=[jobs.nightly, jobs.nights_again, quality],
        schedules=[jobs.every_night],
        sensors=[
            sensors.failed_nights,
            sensors.canceled_nights,
            sensors.dead_runs,
            sensors.changed_folders,
            sensors.overdue_nights,
            published_nights_are_judged,
        ],
        resources={"night_run": jobs.night_run},
        # A process a step costs seconds each; the parallelism is in DuckDB's and Polars' threads.
        executor=dg.in_process_executor,
    )
