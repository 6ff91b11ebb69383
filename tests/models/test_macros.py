"""The macros: each is explained, none reads a table, and every topic can be made from those before it."""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files
from pathlib import Path

import duckdb
import pytest

from pipelines import macros
from pipelines.catalog.tiers import TIERS, TRAITS
from pipelines.macros import GENERATED, TOPICS, script
from pipelines.models.reading import reads_of

PROJECT = Path(__file__).parents[2]
_DEFINED = re.compile(r"^CREATE OR REPLACE MACRO (\w+)\(", re.MULTILINE)


def test_every_file_is_a_topic() -> None:
    found = {
        entry.name.removesuffix(".sql") for entry in files(macros).iterdir() if entry.name.endswith(".sql")
    }
    assert found | set(GENERATED) == set(TOPICS)


@pytest.mark.parametrize("topic", [topic for topic in TOPICS if topic not in GENERATED])
def test_every_macro_has_a_comment_above_it(topic: str) -> None:
    lines = files(macros).joinpath(f"{topic}.sql").read_text(encoding="utf-8").splitlines()
    bare = [
        line
        for above, line in zip(["", *lines], lines, strict=False)
        if _DEFINED.match(line) and above[:3] != "-- "
    ]
    assert bare == []


def test_no_two_macros_have_one_name() -> None:
    names = [name for topic in TOPICS for name in _DEFINED.findall(script(topic))]
    assert len(names) == len(set(names))


def test_no_macro_reads_a_table_or_aggregates() -> None:
    """A session would not know of the table, and would take the model for one that cannot have rows."""
    database = duckdb.connect()
    for topic in TOPICS:
        database.execute(script(topic))
    defined = database.execute(
        "SELECT function_name, macro_definition FROM duckdb_functions() WHERE function_type = 'macro' AND NOT internal"
    ).fetchall()
    assert len(defined) == sum(len(_DEFINED.findall(script(topic))) for topic in TOPICS)
    for name, definition in defined:
        reads = reads_of(f"SELECT {definition} FROM given")
        assert reads.tables == {"given"}, f"{name} reads {reads.tables}"
        assert reads.is_empty(lambda table: True), f"{name} aggregates"


def test_every_macro_is_called() -> None:
    sources = [file for ending in ("sql", "py") for file in (PROJECT / "pipelines").rglob(f"*.{ending}")]
    text = "\n".join(file.read_text(encoding="utf-8") for file in sources)
    calls = Counter(re.findall(r"(?<!MACRO )\b(\w+)\(", text))
    assert [name for topic in TOPICS for name in _DEFINED.findall(script(topic)) if not calls[name]] == []


def test_queries_name_only_tiers_that_there_are() -> None:
    """A name that no tier has would be no number, and match nothing."""
    text = "\n".join(file.read_text(encoding="utf-8") for file in (PROJECT / "pipelines").rglob("*.sql"))
    assert set(re.findall(r"tier_of\('(\w+)'\)", text)) <= {tier.name for tier in TIERS}
    assert set().union(*(tier.traits for tier in TIERS)) == set(TRAITS)


def test_no_query_knows_the_number_of_a_tier() -> None:
    numbered = re.compile(r"\btier (=|<>|<=?|>=?|IN \() ?[0-9]|\b[0-9]+ AS tier\b")
    queries = list((PROJECT / "pipelines" / "cash_application").rglob("*.sql"))
    assert [file.name for file in queries if numbered.search(file.read_text(encoding="utf-8"))] == []
