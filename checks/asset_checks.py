"""The gate as Dagster asset checks: one on every table, which blocks nothing, and one on the night, which blocks them all.

A blocking check on a table whose downstream the same check also reads is a cycle; so only `sealed_nights` blocks, and
`published_nights` lies behind it.
"""

import logging
from collections.abc import Iterator, Sequence
from datetime import date

import dagster as dg

from assets.night_run import NightRun
from assets.ui.asset_specs import asset_of
from checks.gate import GATED, IDENTITIES, Finding, grain_of, run_gate
from checks.prior_state import BEFORE, read_before

LOG = logging.getLogger("tieout")
DECLARED = "rows_are_as_declared"
BLOCKING = dg.AssetCheckSpec(
    "night_holds", asset="sealed_nights", blocking=True, description="All other checks hold"
)
SPECS = [
    *(
        dg.AssetCheckSpec(DECLARED, asset=name, description="Key, filled and allowed values, money, signs")
        for name in sorted({asset_of(table) for table in GATED})
    ),
    *(
        dg.AssetCheckSpec(name, asset=asset_of(table), description=f"Expected none: {grain_of(name)}")
        for name, table in IDENTITIES.items()
    ),
]


@dg.multi_asset_check(name="gate", specs=[*SPECS, BLOCKING], can_subset=True)
def gate(
    context: dg.AssetCheckExecutionContext, night_run: dg.ResourceParam[NightRun]
) -> Iterator[dg.AssetCheckResult]:
    """One result per table and identity, and one for the night; of tables materialised alone only their own."""
    night = date.fromisoformat(context.partition_key)
    findings = night_run.attempt(night, "gate", lambda: judge(night_run, night))
    for finding in findings:
        if finding.row_count:
            LOG.error("night=%s the gate stays shut: %s", context.partition_key, finding)
    for spec in SPECS:
        mine = [finding for finding in findings if _belongs(finding, spec)]
        if mine and spec.key in context.selected_asset_check_keys:
            yield _result(spec, mine)
    if BLOCKING.key in context.selected_asset_check_keys:
        yield _result(BLOCKING, findings)


def judge(night_run: NightRun, night: date) -> list[Finding]:
    """All findings of what is staged of a night."""
    staged = night_run.staging(night).names()
    tables = {name: night_run.staging(night).path(name) for name in GATED if name in staged}
    folders = (night_run.lake.root,)
    if len(tables) < len(GATED):
        return run_gate(tables, {}, folders)
    return run_gate(tables, {name: read_before(night_run, night, name) for name in BEFORE}, folders)


def _belongs(finding: Finding, spec: dg.AssetCheckSpec) -> bool:
    is_identity = finding.rule.name in IDENTITIES
    return asset_of(finding.rule.table) == spec.asset_key.to_user_string() and spec.name == (
        finding.rule.name if is_identity else DECLARED
    )


def _result(spec: dg.AssetCheckSpec, findings: Sequence[Finding]) -> dg.AssetCheckResult:
    broken = [finding for finding in findings if finding.row_count]
    return dg.AssetCheckResult(
        asset_key=spec.asset_key,
        check_name=spec.name,
        passed=not broken,
        description="; ".join(finding.said for finding in broken) or None,
        metadata={
            "breaking_rows": sum(finding.row_count for finding in broken),
            **{f"{finding.rule.table} {finding.rule.name}": _rows(finding) for finding in broken},
        },
    )


def _rows(finding: Finding) -> dg.TableMetadataValue:
    """The first rows that break the rule, exact amounts as text."""
    names = list(finding.first_rows[0])
    rows = [{name: str(row[name]) for name in names if row[name] is not None} for row in finding.first_rows]
    schema = dg.TableSchema([dg.TableColumn(name) for name in names])
    return dg.MetadataValue.table([dg.TableRecord(row) for row in rows], schema)
