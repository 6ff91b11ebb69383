"""How many buckets a night is settled in; that any number of them gives the same tables stands in `test_same_tables.py`."""

import duckdb
import pytest

from pipelines.engine.buckets import buckets_for


@pytest.mark.parametrize(
    ("limit", "rows", "buckets"),
    [
        pytest.param("2GB", 99_999, 1, id="a small night is settled whole"),
        pytest.param("2GB", 1_200_000, 2, id="one of 160,000 lines of advice in halves, side by side"),
        pytest.param("2GB", 5_900_000, 6, id="one of 800,000 in sixths"),
        pytest.param("500MB", 1_200_000, 5, id="on a small machine the small one, too"),
        pytest.param("1TB", 10, 1, id="at least one"),
    ],
)
def test_two_buckets_fit_into_the_memory_limit(limit, rows, buckets):
    with duckdb.connect(config={"memory_limit": limit}) as connection:
        assert buckets_for(connection, rows) == buckets
