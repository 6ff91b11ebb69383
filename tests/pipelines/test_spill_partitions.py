"""Tables taken apart into files: every row in its parts, in the order that the table had."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.arrow import spill_partitions
from pipelines.arrow.spill_partitions import Apart


def laid(buckets: list[tuple[int, int]], count: int) -> dict[int, list[int]]:
    """The numbers of the rows in each part, of `count` rows of which those at a place go to a bucket."""
    rows = pa.table({"number": pa.arange(0, count), "name": [f"row {n}" for n in range(count)]})
    places = pa.table(
        {
            "place": pa.array([p for p, _ in buckets], pa.int64()),
            "bucket": pa.array([b for _, b in buckets], pa.int32()),
        }
    )
    with Apart() as parts:
        parts.lay("rows", rows, places)
        found = {number: parts.part("rows", number) for number in parts.numbers}
        assert parts.part("rows", 99).num_rows == 0
        assert all(part.schema == rows.schema for part in found.values())
        return {number: part["number"].to_pylist() for number, part in found.items()}


@pytest.mark.parametrize(
    ("buckets", "parts"),
    [
        pytest.param([(0, 1), (1, 0), (2, 1), (3, 1)], {0: [1], 1: [0, 2, 3]}, id="each row to its part"),
        pytest.param([(0, 0), (0, 1), (3, 1)], {0: [0], 1: [0, 3]}, id="one to two, two to none"),
        pytest.param([], {}, id="none to any"),
    ],
)
def test_rows_go_to_their_parts(buckets, parts):
    assert laid(buckets, 4) == parts


@given(st.lists(st.tuples(st.integers(0, 29), st.integers(0, 3)), unique=True))
def test_a_table_of_many_stretches_is_taken_apart_as_a_whole(buckets):
    ordered = sorted(buckets)
    expected = {
        number: [place for place, bucket in ordered if bucket == number] for number in {b for _, b in ordered}
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spill_partitions, "ROWS_AT_ONCE", 7)
        assert laid(ordered, 30) == expected
