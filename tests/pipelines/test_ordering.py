"""Rows in the order of their key, and at places, without touching what stands there already."""

from __future__ import annotations

import pyarrow as pa
import pytest

from pipelines.arrow.ordering import sort_rows, take_rows, take_rows_in_pieces, with_row_number


@pytest.mark.parametrize(
    ("given", "ordered"),
    [
        pytest.param([("a", 1), ("a", 2), ("b", 1)], [("a", 1), ("a", 2), ("b", 1)], id="in order"),
        pytest.param([("a", 2), ("b", 1), ("a", 1)], [("a", 1), ("a", 2), ("b", 1)], id="second column counts"),
        pytest.param([("a", 1), ("b", 0)], [("a", 1), ("b", 0)], id="second column counts only within the first"),
        pytest.param([("b", 1), (None, 1), ("a", 1)], [("a", 1), ("b", 1), (None, 1)], id="null comes last"),
        pytest.param([("a", 1), (None, 2), ("b", 3)], [("a", 1), ("b", 3), (None, 2)], id="null between"),
        pytest.param([], [], id="nothing"),
        pytest.param([("c", 1), ("d", 1), ("a", 1), ("b", 1)], [("a", 1), ("b", 1), ("c", 1), ("d", 1)], id="two runs"),
        pytest.param([("a", 1), ("c", 1), ("b", 1), ("d", 1)], [("a", 1), ("b", 1), ("c", 1), ("d", 1)], id="overlapping"),
    ],
)  # fmt: skip
def test_rows_come_in_the_order_of_their_key(given, ordered):
    schema = pa.schema([("key", pa.string()), ("number", pa.int64())])
    rows = pa.Table.from_pylist([{"key": key, "number": number} for key, number in given], schema=schema)
    found = sort_rows(rows, ("key", "number"))
    assert [(row["key"], row["number"]) for row in found.to_pylist()] == ordered
    assert found.schema == schema


def test_places_that_two_threads_hand_over_are_put_together():
    first, second = [0, 1, 4, 5, 8], [2, 3, 6, 7]
    rows = pa.table({"place": [*first, *second], "name": [f"row {place}" for place in (*first, *second)]})
    assert sort_rows(rows, ("place",)).to_pylist() == [{"place": n, "name": f"row {n}"} for n in range(9)]


def test_rows_are_taken_at_their_places():
    rows = with_row_number(pa.table({"name": ["a", "b", "c"]}))
    assert rows["place"].to_pylist() == [0, 1, 2]
    assert take_rows(rows, pa.array([2, 0]))["name"].to_pylist() == ["c", "a"]
    assert take_rows(rows, pa.array([0, 2, 1]))["name"].to_pylist() == ["a", "c", "b"]
    assert take_rows(rows, rows["place"]) == rows
    assert take_rows(rows, pa.array([], pa.int64())).num_rows == 0


@pytest.mark.parametrize("places", [[0, 1, 2], [8, 3, 4, 0, 5], [7], []])
def test_rows_are_taken_from_a_table_in_pieces(places):
    rows = pa.table({"number": list(range(9)), "name": [f"row {place}" for place in range(9)]})
    pieces = [*rows.slice(0, 4).to_batches(), *rows.slice(4, 1).to_batches(), *rows.slice(5).to_batches()]
    found = take_rows_in_pieces(pieces, pa.array(places, pa.int64()))
    assert found.to_pylist() == [{"number": place, "name": f"row {place}"} for place in places]
