"""The suites as asset checks of severity WARN, in a job of their own that starts after `nightly`."""

import shutil
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import dagster as dg

from assets.jobs import JUDGED, LAKE_TAG, SUITES, nightly
from assets.settings import Settings
from assets.ui.asset_specs import asset_of
from pipelines.errors import Refused
from pipelines.lake import Lake
from pipelines.quality import Suite, read_suites

SPECS = [
    dg.AssetCheckSpec(suite.check, asset=asset_of(suite.table), description=suite.about) for suite in SUITES
]


class Judged(dg.Config):
    """`night`: the night to judge, such as 2026-03-02; empty: the last published one."""

    night: str = ""


@dg.multi_asset_check(name="plausibility", specs=SPECS, can_subset=True)
def plausibility(context: dg.AssetCheckExecutionContext, config: Judged) -> Iterator[dg.AssetCheckResult]:
    """Judges a published night; great-expectations is loaded here, and by nothing else."""
    if "dagster/partition" in context.run.tags:
        return  # assets materialised by hand bring their checks along, but a staged night is the gate's
    read_suites()  # a mistake in them is told here
    wanted = [
        suite
        for suite, spec in zip(SUITES, SPECS, strict=True)
        if spec.key in context.selected_asset_check_keys
    ]
    yield from _judge(Lake(Settings.from_environment().lake), config.night, wanted)


def _judge(lake: Lake, asked: str, suites: list[Suite]) -> Iterator[dg.AssetCheckResult]:
    from checks.quality.judge import judge

    snapshot = lake.pin()
    night = date.fromisoformat(asked) if asked else max(lake.nights(), default=None)
    if snapshot is None or night not in snapshot.nights():
        raise Refused(f"lake {lake.root}: no night {night or ''} to judge; expected a published one")
    with lake.access(), tempfile.TemporaryDirectory(prefix="_data_docs.", dir=lake.root) as folder:
        pages = Path(folder, "docs")
        for verdict in judge(snapshot, night, suites, pages):
            yield _result(verdict.suite, verdict.row_count, verdict.unmet, night, lake)
        shutil.rmtree(lake.data_docs, ignore_errors=True)
        pages.rename(lake.data_docs)


def _result(
    suite: Suite, row_count: int, unmet: tuple[str, ...], night: date, lake: Lake
) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(
        asset_key=asset_of(suite.table),
        check_name=suite.check,
        passed=not unmet,
        severity=dg.AssetCheckSeverity.WARN,
        description="; ".join(unmet) or None,
        metadata={
            "night": night.isoformat(),
            "rows judged": row_count,
            "unmet expectations": len(unmet),
            "Data Docs": dg.MetadataValue.path(str(lake.data_docs / "index.html")),
        },
    )


quality = dg.define_asset_job(
    "quality",
    selection=JUDGED,
    tags=LAKE_TAG,
    description="Is the last published night plausible? Warns and never fails a night.",
)


@dg.run_status_sensor(
    run_status=dg.DagsterRunStatus.SUCCESS,
    monitored_jobs=[nightly],
    request_job=quality,
    default_status=dg.DefaultSensorStatus.RUNNING,
)
def published_nights_are_judged(context: dg.RunStatusSensorContext) -> dg.RunRequest:
    """Starts `quality` after each run of `nightly` that ended well."""
    night = context.dagster_run.tags["dagster/partition"]
    config = dg.RunConfig({"plausibility": Judged(night=night)})
    return dg.RunRequest(run_key=context.dagster_run.run_id, run_config=config)
