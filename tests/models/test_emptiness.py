"""A query is taken for one without rows only where it has none, and only then is it not planned."""

from __future__ import annotations

import duckdb
import pyarrow as pa
import pytest

from pipelines.models import models, open_session
from pipelines.models.reading import reads_of
from pipelines.models.rooms import room_of
from tests.models.running import columns_of, run_model


@pytest.mark.parametrize(
    ("query", "empty", "is_empty"),
    [
        ("FROM a", "a", True),
        ("FROM a", "b", False),
        ("FROM a JOIN b USING (x)", "b", True),
        ("FROM a SEMI JOIN b USING (x)", "b", True),
        ("FROM a LEFT JOIN b USING (x)", "b", False),
        ("FROM a LEFT JOIN b USING (x)", "a", True),
        ("FROM a ANTI JOIN b USING (x)", "b", False),
        ("FROM a RIGHT JOIN b USING (x)", "a", False),
        ("FROM a FULL JOIN b USING (x)", "a", False),
        ("FROM a FULL JOIN b USING (x)", "a b", True),
        ("FROM a, b", "b", True),
        ("FROM a UNION ALL FROM b", "a", False),
        ("FROM a UNION ALL BY NAME FROM b", "a", False),
        ("FROM a UNION ALL BY NAME FROM b", "a b", True),
        ("FROM a EXCEPT FROM b", "b", False),
        ("FROM a EXCEPT FROM b", "a", True),
        ("SELECT count(*) FROM a", "a", False),
        ("SELECT x, count(*) FROM a GROUP BY x", "a", True),
        ("SELECT x, sum(x) FROM a GROUP BY ALL", "a", True),
        ("SELECT sum(x) FROM a GROUP BY ALL", "a", False),
        ("SELECT x FROM a GROUP BY GROUPING SETS ((x), ())", "a", False),
        ("SELECT x, row_number() OVER (ORDER BY x) FROM a", "a", True),
        ("SELECT x FROM a WHERE x NOT IN (SELECT max(x) FROM b)", "b", False),
        ("WITH c AS (FROM a) FROM c JOIN b USING (x)", "a", True),
        ("WITH c AS (SELECT max(x) AS x FROM a) FROM c", "a", False),
        ("WITH RECURSIVE c AS (SELECT x FROM a UNION ALL SELECT x + 1 FROM c WHERE x < 3) FROM c", "a", True),
        ("SELECT 1", "a b", False),
    ],
)
def test_when_a_query_has_no_rows(query: str, empty: str, is_empty: bool) -> None:
    assert reads_of(query).is_empty(lambda table: table in empty.split()) == is_empty
    database = duckdb.connect()
    for table in ("a", "b"):
        where = "WHERE FALSE" if table in empty.split() else ""
        database.execute(f"CREATE TABLE {table} AS SELECT 1 AS x {where}")
    assert not (is_empty and database.execute(query).fetchall())


def test_no_model_that_is_taken_for_empty_has_rows_of_nothing() -> None:
    tried = 0
    for model in models().values():
        if room_of(model.room) not in ("ingest", "reports", "forgetting"):
            columns_of(model.name)
            if model.parsed.is_empty(lambda table: True):
                tried += 1
                assert run_model(model.name) == [], model.name
    assert tried > 300


ROWS = pa.table({"payer_id": ["P"], "reason_code": ["22"]})


def test_a_derived_session_makes_what_depends_on_its_definitions_and_shares_the_rest() -> None:
    with open_session({"given": ROWS}) as night:
        night.define(
            shared="FROM given", asked="SELECT 1 AS x", answers="SELECT x * 10 AS y FROM asked, shared"
        )
        night.make("shared")
        question = night.derive("question", asked="SELECT 7 AS x")
        assert question.read("answers").fetchall() == [(70,)]
        assert night.read("answers").fetchall() == [(10,)], "nothing is overwritten"
        night.take(question, other="asked")
        assert night.read("other").fetchall() == [(7,)]


def test_what_a_session_has_made_is_not_defined_again() -> None:
    with open_session({"given": ROWS}) as night:
        night.define(made="FROM given")
        night.make("made")
        with pytest.raises(ValueError, match="made is made already"):
            night.define(made="SELECT 1")
        with pytest.raises(LookupError, match="no model makes the table nothing"):
            night.make("nothing")


def test_a_table_without_rows_has_the_columns_of_its_query_each_time() -> None:
    for _ in range(2):
        with open_session({"given": ROWS.slice(0, 0)}) as night:
            night.define(made="SELECT payer_id, length(reason_code) AS size FROM given")
            assert night.is_empty("made")
            assert [
                (c, str(t)) for c, t in zip(night.read("made").columns, night.read("made").types, strict=True)
            ] == [
                ("payer_id", "VARCHAR"),
                ("size", "BIGINT"),
            ]
