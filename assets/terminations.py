"""Ends the queries of a night that Dagster has launched when its process is told to end.

Dagster turns SIGINT and SIGTERM into an exception of the main thread, which a query may block for hours: signals are
therefore heard by a thread of their own. `tieout run` has its own way (`assets.nightly.stopping`).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from signal import SIGINT, SIGTERM, set_wakeup_fd
from threading import Event, Thread, current_thread, main_thread

from pipelines import interruption

ENDING = (SIGINT, SIGTERM)
ENDED = 0
"""What is written into the pipe when the work has ended; the numbers of signals begin with 1."""


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Interrupt the queries of the block once the process receives a signal that it handles.

    Outside the main thread nothing is done: signals do not end work there.
    """
    if current_thread() is not main_thread():
        yield
        return
    has_ended, (reading, writing) = Event(), os.pipe()
    os.set_blocking(writing, False)
    listener = Thread(target=_listen, args=(reading, has_ended), name="terminations", daemon=True)
    earlier = set_wakeup_fd(writing, warn_on_full_buffer=False)
    listener.start()
    try:
        yield
    finally:
        has_ended.set()
        set_wakeup_fd(earlier)
        os.write(writing, bytes([ENDED]))
        listener.join()
        os.close(reading)
        os.close(writing)


def _listen(reading: int, has_ended: Event) -> None:
    while (number := os.read(reading, 1)[0]) not in (ENDED, *ENDING):
        pass
    if number != ENDED:
        interruption.stop(has_ended.wait)
