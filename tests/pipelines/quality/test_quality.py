"""What is usual, and the suites as they are written."""

from __future__ import annotations

import json

import pytest

from pipelines.errors import Refused
from pipelines.quality import loadable_suites, read_suites
from pipelines.quality.bounds import NO_BOUND, usual_range


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        pytest.param([100, 100, 100, 100], (-NO_BOUND, NO_BOUND), id="four nights are too few"),
        pytest.param([100] * 5, (80.0, 120.0), id="all alike: 4 × 5 % of 100"),
        pytest.param([90, 100, 110, 100, 130], (40.696, 159.304), id="median 100, distance 10: 4 × 14.826"),
        pytest.param([90, 100, 110, 100, 9999], (40.696, 159.304), id="one wild night moves nothing"),
        pytest.param([0] * 9, (0, 0), id="never any: one is unusual"),
    ],
)
def test_what_is_usual(before, expected):
    assert usual_range(before, 4) == pytest.approx(expected)


def test_the_shipped_suites_name_a_check_once_a_table():
    named = [(suite.table, suite.check) for suite in read_suites()]
    assert len(named) == len(set(named)) >= 10


def test_every_bound_of_the_shipped_suites_is_one_of_their_query():
    for suite in read_suites():
        for expectation in suite.expectations:
            for value in expectation["kwargs"].values():
                if isinstance(value, dict):
                    column = value["$PARAMETER"].rpartition("_")[0]
                    assert suite.is_history and column in suite.query, suite.name


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("{", "cannot be read", id="no JSON"),
        pytest.param("[]", "expected an object", id="no object"),
        pytest.param(
            json.dumps({"table": "worklst", "rows": "SELECT 1", "history": "SELECT 1", "colour": "red"}),
            "unknown key colour; check is missing; about is missing; expectations is missing; expected either rows or "
            "history; table: expected a published one, found worklst",
            id="all mistakes at once",
        ),
    ],
)
def test_a_mistake_in_a_suite_is_told(tmp_path, monkeypatch, text, said):
    (tmp_path / "mine.json").write_text(text)
    monkeypatch.setenv("TIEOUT_SUITES", str(tmp_path))
    with pytest.raises(Refused, match=r"mine\.json") as error:
        read_suites()
    assert said in str(error.value)


def test_a_mistake_keeps_no_night_from_running(tmp_path, monkeypatch, caplog):
    (tmp_path / "mine.json").write_text("{")
    monkeypatch.setenv("TIEOUT_SUITES", str(tmp_path))
    assert len(loadable_suites()) >= 10
    assert "mine.json" in caplog.text


def test_a_folder_without_suites_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("TIEOUT_SUITES", str(tmp_path))
    with pytest.raises(Refused, match="found none"):
        read_suites()
