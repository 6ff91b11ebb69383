"""Work done side by side: an item a processor, each by queries of one thread, since small ones cannot share their work."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from typing import TypeVar

from pipelines import interruption
from pipelines.databases import thread_count, use_threads

Item = TypeVar("Item")
Result = TypeVar("Result")


def side_by_side(work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
    """The results in the order of the items; at most as many are in work at a time as there are threads."""
    count = thread_count()
    running: deque[Future[Result]] = deque()

    def work_alone(item: Item) -> Result:
        use_threads(1)
        return work(item)

    def take_first() -> Result:
        result = running[0].result()
        running.popleft()
        return result

    with ThreadPoolExecutor(count) as pool:
        try:
            for item in items:
                # Careful work stays careful in the threads that it starts.
                running.append(pool.submit(copy_context().run, work_alone, item))
                if len(running) == count:
                    yield take_first()
            while running:
                yield take_first()
        except BaseException as error:
            if not isinstance(error, Exception | GeneratorExit):
                # Leaving the pool waits for its threads, in which a signal interrupts no query.
                interruption.stop(lambda seconds: not wait(running, seconds).not_done)
            raise
