"""Nights through Dagster: the job, assets by hand, and what each leaves in the lake."""

from datetime import date
from decimal import Decimal
from importlib import import_module

import dagster as dg
import pytest

from assets.nightly.job import QUIET
from pipelines.errors import RefusedNight
from pipelines.lake import Lake
from tests.assets.landing import put_sample

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


def make(
    night: date, selection: list[str] | None = None, job_name: str = "nightly"
) -> dg.ExecuteInProcessResult:
    """A run as Dagster launches it: its resource is opened from the environment."""
    definitions = import_module("assets.definitions").definitions()
    job = (
        definitions.resolve_implicit_global_asset_job_def()
        if selection
        else definitions.resolve_job_def(job_name)
    )
    keys = [dg.AssetKey.from_user_string(name) for name in selection] if selection else None
    with dg.DagsterInstance.ephemeral() as instance:
        return job.execute_in_process(
            instance=instance, partition_key=night.isoformat(), asset_selection=keys, run_config=QUIET
        )


@pytest.fixture(scope="module")
def launched(tmp_path_factory: pytest.TempPathFactory) -> tuple[Lake, list[dg.ExecuteInProcessResult]]:
    """The lake after two nights that Dagster launched, and the result of each."""
    site = tmp_path_factory.mktemp("launched")
    put_sample(site / "extracts")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TIEOUT_EXTRACTS", str(site / "extracts"))
        patch.setenv("TIEOUT_LAKE", str(site / "lake"))
        return Lake(site / "lake"), [make(night) for night in (MONDAY, TUESDAY)]


def test_two_nights_end_in_a_worklist(launched):
    lake, (_, result) = launched
    [dispute] = lake.pin().read("worklist", TUESDAY).to_pylist()
    assert (dispute["invoice_number"], dispute["claim_number"], dispute["owner"]) == (
        "INV-1001",
        "CL-7",
        "Ann",
    )
    assert (dispute["open_amount"], dispute["currency"]) == (Decimal("10.000"), "GBP")
    assert all(check.passed for check in result.get_asset_check_evaluations())


def test_a_step_reports_rows_money_and_first_rows(launched):
    _, (result, _) = launched
    read = {
        event.asset_observation_data.asset_observation.asset_key.path[
            -1
        ]: event.asset_observation_data.asset_observation
        for event in result.all_events
        if event.is_asset_observation
    }
    assert sorted(read) == ["invoices", "payers"]
    assert read["invoices"].partition == "2026-03-02"
    assert read["invoices"].metadata["dagster/row_count"].value == 2
    assert read["invoices"].metadata["gross_amount GBP"].value == 150.0
    assert "| 1000 | INV-1001 | invoice | C1 |" in read["invoices"].metadata["first rows"].value
    (items,) = (
        each
        for each in result.asset_materializations_for_node("settlements")
        if each.asset_key.path == ["open_items"]
    )
    assert items.metadata["open_amount GBP"].value == 150.0
    assert items.metadata["picture"].value.startswith("![Open and disputed money by days past due")


def test_a_table_materialised_alone_is_staged_and_never_shown(zone, lake):
    assert make(MONDAY, ["landed_files"]).success
    assert list((lake / "_staging").glob("2026-03-02/*/book_files.parquet"))
    assert Lake(lake).nights() == []


def test_only_the_job_nightly_publishes(zone, lake):
    definitions = import_module("assets.definitions").definitions()
    everything = [key.to_user_string() for key in definitions.resolve_asset_graph().materializable_asset_keys]
    with pytest.raises(RefusedNight, match="only the job nightly publishes"):
        make(MONDAY, everything)
    assert Lake(lake).nights() == []


def test_a_night_that_others_rest_on_is_not_run_again_alone(reach, lake):
    reach(str(TUESDAY))
    generation = Lake(lake).pin().generation
    with pytest.raises(dg.DagsterResourceFunctionError) as error:
        make(MONDAY)
    assert "`tieout run --from 2026-03-02 --to 2026-03-03` runs them all again" in str(error.value.__cause__)
    assert Lake(lake).pin().generation == generation


def test_the_last_night_run_again_changes_nothing(reach, lake):
    reach(str(TUESDAY))
    before = Lake(lake).pin()
    tables = {
        name: before.read(name, TUESDAY) for name in ("worklist", "allocations", "variances", "open_items")
    }
    make(TUESDAY)
    after = Lake(lake).pin()
    assert after.generation != before.generation
    assert {name: after.read(name, TUESDAY) for name in tables} == tables
