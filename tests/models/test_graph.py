"""The graph of models holds: every read is known and allowed, nothing is made in a circle, nothing is made for nobody."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from pipelines.catalog.codes import EVIDENCE_SOURCES
from pipelines.models import file_name, members, models
from pipelines.models.collections import COLLECTIONS
from pipelines.models.documentation import COMMAND, document
from pipelines.models.graph import edges_between_rooms, graph, in_order, readers, unknown_reads
from pipelines.models.parameters import PARAMETERS
from pipelines.models.rooms import ABOUT, ROOMS, room_of
from tests.models.running import columns_of

PROJECT = Path(__file__).parents[2]


def test_every_table_that_is_read_is_made_or_given() -> None:
    assert unknown_reads() == {}


def test_no_table_is_made_from_itself() -> None:
    assert len(in_order()) == len(models()) + len(PARAMETERS)


def test_every_room_is_declared() -> None:
    assert {room_of(model.room) for model in models().values()} == set(ROOMS) == set(ABOUT)


def test_a_room_reads_only_what_it_may() -> None:
    reads = {
        (reader, read): [f"{model.name} reads {other.name}" for model, other in edges]
        for (reader, read), edges in edges_between_rooms().items()
        if read not in ROOMS[reader]
    }
    assert reads == {}


def test_a_room_is_allowed_no_read_that_it_does_not_need() -> None:
    assert {(room, read) for room, may in ROOMS.items() for read in may} == set(edges_between_rooms())


def test_a_room_reads_only_rooms_before_it() -> None:
    places = {room: place for place, room in enumerate(ROOMS)}
    assert [(room, read) for room, may in ROOMS.items() for read in may if places[read] > places[room]] == []


def test_no_name_is_a_model_s_and_a_parameter_s() -> None:
    assert models().keys() & PARAMETERS.keys() == set()


def test_no_cte_bears_the_name_of_a_table() -> None:
    shadows = {
        m.name: m.parsed.ctes & graph().keys() for m in models().values() if m.parsed.ctes & graph().keys()
    }
    assert shadows == {}


def test_no_model_reads_behind_the_session_s_back() -> None:
    """A name with a schema, or a file, would be found without being made first."""
    for model in models().values():
        for source in ("models_", "read_parquet", "read_csv", "read_json", "glob("):
            assert source not in model.text, f"{model.name} reads {source}"


def test_every_model_is_read_by_another_or_asked_for_by_name() -> None:
    asked_for = {text for package in ("pipelines", "assets") for text in _texts(PROJECT / package)}
    dead = [name for name in models() if not readers()[name] and name not in asked_for and "__" not in name]
    assert dead == []


def _texts(package: Path) -> set[str]:
    """The words of every text in the code of a package."""
    texts = (text for file in package.rglob("*.py") for text in _texts_of(file))
    return {word.strip("`'\"(),.") for text in texts for word in text.split()}


def _texts_of(file: Path) -> set[str]:
    nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_every_parameter_is_read() -> None:
    landed_or_book = ("landed_", "old_")
    unread = [name for name in PARAMETERS if not readers()[name] and not name.startswith(landed_or_book)]
    assert unread == []


@pytest.mark.parametrize("room", COLLECTIONS)
def test_the_models_of_a_collection_have_its_columns(room: str) -> None:
    names = {column.partition(" ")[0] for column in COLLECTIONS[room].columns}
    assert len(members(room)) > 5
    assert {model.name: set(columns_of(model.name)) for model in members(room)} == {
        model.name: names for model in members(room)
    }


def test_every_rule_says_what_its_explanation_rests_on() -> None:
    said = {
        rule.name: re.findall(r"'(\w+)'(?: END)? AS evidence_source", rule.text)
        for rule in members("evidence.rules")
    }
    assert [name for name, found in said.items() if not found or not {*found} <= set(EVIDENCE_SOURCES)] == []


WITHOUT_A_TEST = {
    "state.opening": {"night_applications"},
    "ingest": {m.name for m in models().values() if m.room == "ingest"},
    "reports": {m.name for m in models().values() if m.room == "reports"},
    "forgetting": {m.name for m in models().values() if m.room == "forgetting"},
}
"""Models that no test runs alone: those without a decision, and rooms whose tables are as wide as what they are given, which
tests of their own run whole. This list only shrinks."""


def test_every_model_is_run_alone_by_a_test() -> None:
    written = {text for file in (PROJECT / "tests" / "models").glob("*/*.py") for text in _texts_of(file)}
    stacks = {each.name for each in COLLECTIONS.values()}
    untested = [m for m in models().values() if not {m.name, file_name(m)} & (written | stacks)]
    assert {m.name for m in untested} <= set().union(*WITHOUT_A_TEST.values())


def test_every_header_says_what_a_row_is() -> None:
    assert [m.name for m in models().values() if not m.grain.startswith("One row")] == []


def test_the_page_is_in_step() -> None:
    page = (PROJECT / "docs" / "models.md").read_text(encoding="utf-8")
    assert page == document(), f"docs/models.md is out of step; run: {COMMAND}"
