"""Work done side by side: an item a processor, each by queries of one thread, since small ones cannot share their work."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from pipelines.sql import thread_count, use_threads

Item = TypeVar("Item")
Result = TypeVar("Result")


def side_by_side(work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
    """The results in the order of the items; at most as many are in work at a time as there are threads."""
    count = thread_count()
    running: deque[Future[Result]] = deque()
    with ThreadPoolExecutor(count, initializer=use_threads, initargs=(1,)) as pool:
        for item in items:
            running.append(pool.submit(work, item))
            if len(running) == count:
                yield running.popleft().result()
        while running:
            yield running.popleft().result()
