"""A fault of the engine itself ends no night: the step or part is repeated, and log, summary and metadata say so."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

import dagster as dg
import duckdb
import pytest

from assets.cli import main
from pipelines.catalog import PUBLISHED
from pipelines.lake import Lake
from tests.assets.landing import MONDAY, TUESDAY, copy_site
from tests.engine_faults import INTERNAL, Engine

STEPS = {"landed", "night_books", "settlements", "cases", "worklist", "gate", "copies"}
QUERY = "open_balances/documents_in_play.sql"
NIGHT = ["run", "--from", TUESDAY, "--to", TUESDAY]


def rows_of(lake: Path) -> dict[str, list[dict]]:
    snapshot = Lake(lake).pin()
    return {name: snapshot.read(name, date.fromisoformat(TUESDAY)).to_pylist() for name in PUBLISHED}


def once_each(chosen: dict[str, int]) -> Callable[[str, int, str], bool]:
    """The statement of this number fails in each step, the first time that it runs."""
    waiting = dict(chosen)
    return lambda step, number, text: waiting.get(step) == number and waiting.pop(step) == number


@pytest.fixture(scope="module")
def counted(made: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """How many statements each step of Tuesday runs."""
    site = copy_site(made / MONDAY, tmp_path_factory.mktemp("counted"))
    with pytest.MonkeyPatch.context() as patch:
        engine = Engine(lambda *_: False).install(patch)
        assert main([*NIGHT, "--extracts", str(site / "extracts"), "--lake", str(site / "lake")]) == 0
    assert set(engine.counts) >= STEPS
    return engine.counts


@pytest.mark.parametrize("seed", [1, 2])
def test_a_night_survives_a_fault_at_a_random_statement_of_every_step(
    seed, counted, reach, lake, made, monkeypatch, capsys
):
    reach(MONDAY)
    chosen = {step: Random(f"{seed} {step}").randrange(counted[step]) for step in STEPS}
    engine = Engine(once_each(chosen)).install(monkeypatch)
    assert main(NIGHT) == 0
    assert sorted(engine.broken) == sorted(STEPS), chosen
    assert rows_of(lake) == rows_of(made / TUESDAY / "lake")
    printed = capsys.readouterr()
    survived = printed.out.split("Faults of the engine, survived")[1]
    assert survived.count(INTERNAL) == len(STEPS) == printed.err.count(INTERNAL)


def test_summary_and_metadata_name_query_payers_version_and_settings(reach, lake, monkeypatch, capsys):
    reach(MONDAY)
    left = ["once"]
    Engine(
        lambda step, number, text: "TABLE documents_in_play AS" in text and left.pop() if left else False
    ).install(monkeypatch)
    with dg.instance_for_test() as instance:
        monkeypatch.setattr(dg.DagsterInstance, "ephemeral", lambda: instance)
        assert main(NIGHT) == 0
        told = {
            name: instance.get_latest_materialization_event(dg.AssetKey(name)).asset_materialization.metadata
            for name in ("allocations", "published_nights", "worklist")
        }
    sentence = (
        rf"night {TUESDAY}, settlement of payers C1: DuckDB {re.escape(duckdb.__version__)} failed by a fault of its own in "
        rf"pipelines/{QUERY} .*; repeated in a fresh database with threads=1, disabled_optimizers=statistics_propagation"
    )
    assert re.search(sentence, capsys.readouterr().out)
    assert re.search(sentence, told["allocations"]["engine_faults"].value)
    assert re.search(sentence, told["published_nights"]["engine_faults"].value)
    assert "engine_faults" not in told["worklist"]


def test_a_fault_that_stays_ends_the_night_and_says_what_to_do(reach, lake, monkeypatch, capsys):
    reach(MONDAY)
    before = Lake(lake).pin().generation
    Engine(lambda step, number, text: "TABLE documents_in_play AS" in text).install(monkeypatch)
    assert main(NIGHT) == 1
    said = capsys.readouterr().err
    for part in (f"night {TUESDAY}, settlement of payers C1", "failed twice", QUERY, "TIEOUT_ENGINE_SETTINGS",
                 "the lake is unchanged"):  # fmt: skip
        assert part in said
    assert "Traceback" not in said
    assert Lake(lake).pin().generation == before
