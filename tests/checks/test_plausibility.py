"""Quality beside the gate: what is unusual is a warning with its figures; Data Docs are written; no night fails for it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path

import dagster as dg
import pyarrow as pa
import pytest

from assets.cli import main
from pipelines.catalog import PUBLISHED
from pipelines.lake import KEPT, Lake
from pipelines.quality import read_suites

FIRST = date(2026, 3, 2)
NIGHTS = [FIRST + timedelta(days=number) for number in range(7)]


def quarantine(count: int) -> pa.Table:
    rows = [
        {"extract": "payments", "file": "f", "row_number": number, "reason": "bad", "row": "x"}
        for number in range(count)
    ]
    return pa.Table.from_pylist(rows, PUBLISHED["quarantine"].arrow_schema)


def kpis(match_rate: float) -> pa.Table:
    row = {
        "scope": "all",
        "scope_id": "",
        "currency": None,
        "kpi": "auto_match_rate_by_payment",
        "value": match_rate,
    }
    return pa.Table.from_pylist([row], PUBLISHED["kpis"].arrow_schema)


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lake]:
    """Six nights alike: two rejected rows, nine of ten payments matched. On the seventh 500, and two of ten."""
    lake = Lake(tmp_path_factory.mktemp("lake") / "lake")
    for number, night in enumerate(NIGHTS):
        staging = lake.stage(night, f"run-{number}")
        is_last = night == NIGHTS[-1]
        tonight = {"quarantine": quarantine(500 if is_last else 2), "kpis": kpis(0.2 if is_last else 0.9)}
        for name, table in KEPT.items():
            staging.write(name, tonight.get(name, table.empty()))
        lake.commit([(night, staging)])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TIEOUT_LAKE", str(lake.root))
        yield lake


def judge(night: str = "") -> dict[tuple[str, str], dg.AssetCheckEvaluation]:
    job = import_module("assets.definitions").definitions().resolve_job_def("quality")
    config = {"ops": {"plausibility": {"config": {"night": night}}}}
    with dg.DagsterInstance.ephemeral() as instance:
        result = job.execute_in_process(instance=instance, run_config=config)
    assert result.success
    found = result.get_asset_check_evaluations()
    return {(each.asset_key.to_user_string(), each.check_name): each for each in found}


def test_an_unusual_night_is_a_warning_with_its_figures(lake):
    found = judge()
    unusual = {name: each for name, each in found.items() if not each.passed}
    assert set(unusual) == {("quarantine", "volume_is_as_usual"), ("kpis", "match_rates_are_as_usual")}
    assert {each.severity for each in unusual.values()} == {dg.AssetCheckSeverity.WARN}
    volume = unusual["quarantine", "volume_is_as_usual"]
    assert (
        "as many rejected rows as usual: expected {'min_value': 1.2, 'max_value': 2.8}, found [500]"
        in volume.description
    )
    assert volume.metadata["night"].value == "2026-03-08"


def test_a_usual_night_passes_every_suite(lake):
    assert [name for name, each in judge("2026-03-07").items() if not each.passed] == []


def test_data_docs_are_pages_in_the_lake(lake):
    judge()
    index = (lake.data_docs / "index.html").read_text()
    assert "quarantine_volume" in index
    assert [folder.name for folder in lake.root.glob("_data_docs*")] == []


def test_the_command_prints_what_is_unusual_and_ends_well(lake, capsys):
    assert main(["quality"]) == 0
    said = capsys.readouterr().out
    assert "night 2026-03-08: 13 suites, 2 find something unusual" in said
    assert "  quarantine volume_is_as_usual: as many rejected rows as usual" in said
    assert main(["quality", "--date", "2020-01-01"]) == 2


def test_a_query_that_fails_is_told_and_the_other_suites_are_judged(lake, tmp_path):
    from checks.quality.judge import judge as judge_suites

    suites = read_suites()
    suites[0] = replace(suites[0], query="SELECT none FROM kpis")
    broken, *others = judge_suites(lake.pin(), NIGHTS[0], suites, tmp_path / "docs")
    assert f"suite {suites[0].name}: its query fails" in broken.unmet[0]
    assert len(others) == len(suites) - 1 and not any(each.unmet for each in others)


def test_the_job_of_a_night_judges_nothing_and_is_followed_by_the_one_that_does(lake):
    definitions = import_module("assets.definitions").definitions()
    assert "plausibility" not in {node.name for node in definitions.resolve_job_def("nightly").nodes}
    assert [node.name for node in definitions.resolve_job_def("quality").nodes] == ["plausibility"]
    with dg.DagsterInstance.ephemeral() as instance:
        job = dg.GraphDefinition(name="nightly").to_job()
        run = instance.create_run_for_job(job, tags={"dagster/partition": "2026-03-07"})
        context = dg.build_run_status_sensor_context(
            sensor_name="published_nights_are_judged", dagster_instance=instance, dagster_run=run,
            dagster_event=dg.DagsterEvent("PIPELINE_SUCCESS", "nightly"),
        )  # fmt: skip
        request = definitions.resolve_sensor_def("published_nights_are_judged")(context)
    assert request.run_config["ops"]["plausibility"]["config"] == {"night": "2026-03-07"}


def test_loading_the_definitions_imports_no_great_expectations(lake):
    code = (
        "import sys; from assets.definitions import definitions; definitions(); "
        "sys.exit('great_expectations' in sys.modules)"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    assert subprocess.run([sys.executable, "-c", code], env=environment).returncode == 0
