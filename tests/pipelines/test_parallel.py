"""Work side by side: results in order, as many in work as there are threads, a fault told at once."""

from __future__ import annotations

from threading import Barrier

import pytest

from pipelines.arrow.parallel import side_by_side
from pipelines.databases import thread_count


@pytest.mark.parametrize("threads", ["1", "2", "3"])
def test_results_come_in_the_order_of_the_items(monkeypatch, threads):
    monkeypatch.setenv("TIEOUT_THREADS", threads)
    assert list(side_by_side(lambda number: number * number, range(7))) == [n * n for n in range(7)]


def test_two_threads_work_at_the_same_time_and_each_asks_for_one(monkeypatch):
    monkeypatch.setenv("TIEOUT_THREADS", "2")
    both = Barrier(2)

    def meet(_: int) -> int:
        both.wait(timeout=30)
        return thread_count()

    assert list(side_by_side(meet, range(4))) == [1, 1, 1, 1]
    assert thread_count() == 2


def test_no_more_items_are_taken_than_can_be_worked_on(monkeypatch):
    monkeypatch.setenv("TIEOUT_THREADS", "2")
    taken: list[int] = []
    items = (taken.append(number) or number for number in range(10))
    results = side_by_side(lambda number: number, items)
    assert next(results) == 0
    assert len(taken) <= 3


def test_a_fault_ends_it(monkeypatch):
    monkeypatch.setenv("TIEOUT_THREADS", "2")

    def fail(number: int) -> int:
        if number == 1:
            raise RuntimeError("the second")
        return number

    with pytest.raises(RuntimeError, match="the second"):
        list(side_by_side(fail, range(5)))
