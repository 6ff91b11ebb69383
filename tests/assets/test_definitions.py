"""The wiring: which assets, steps, checks and jobs there are. A rename is seen here before a user sees it."""

from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import dagster as dg
import pytest

from assets.ui.asset_specs import asset_of
from pipelines.catalog import PUBLISHED
from pipelines.lake import KEPT

GRAPH = Path(__file__).with_name("asset_graph.txt")


@pytest.fixture(scope="module")
def definitions() -> dg.Definitions:
    return import_module("assets.definitions").definitions()


def describe(definitions: dg.Definitions) -> str:
    """One line per asset with what it depends on, then one per check."""
    graph = definitions.resolve_asset_graph()
    assets = [
        f"{node.group_name}: {node.key.to_user_string()} <- "
        + ", ".join(sorted(parent.to_user_string() for parent in node.parent_keys))
        for node in graph.asset_nodes
    ]
    checks = [f"check: {key.asset_key.to_user_string()} {key.name}" for key in graph.asset_check_keys]
    return "\n".join((*sorted(assets), *sorted(checks))) + "\n"


def test_the_asset_graph_is_the_committed_one(definitions):
    assert describe(definitions) == GRAPH.read_text(encoding="utf-8"), (
        f"after a wanted change, renew {GRAPH.name}"
    )


def test_every_published_table_is_an_asset_and_every_book_is_in_one(definitions):
    names = {key.to_user_string() for key in definitions.resolve_asset_graph().get_all_asset_keys()}
    assert set(PUBLISHED) <= names
    assert {asset_of(name) for name in KEPT} <= names


def test_every_description_begins_with_the_grain(definitions):
    described = {node.key: node.description or "" for node in definitions.resolve_asset_graph().asset_nodes}
    assert [key for key, text in described.items() if not text.startswith("One row per")] == []


def test_a_night_has_at_most_eight_steps_in_one_process(definitions):
    job = definitions.resolve_job_def("nightly")
    assert len(job.nodes) <= 8
    assert job.executor_def is dg.in_process_executor


def test_the_schedule_asks_for_its_own_day(definitions):
    schedule = definitions.resolve_schedule_def("every_night")
    evening = datetime(2026, 3, 2, 23, 0, tzinfo=UTC)
    repository = definitions.get_repository_def()
    context = dg.build_schedule_context(scheduled_execution_time=evening, repository_def=repository)
    [request] = schedule.evaluate_tick(context).run_requests
    assert request.partition_key == "2026-03-02"


def test_what_blocks_is_the_night_alone(definitions):
    specs = [spec for assets in definitions.asset_checks for spec in assets.check_specs]
    assert [spec.name for spec in specs if spec.blocking] == ["night_holds"]
