"""Ends the work of a command on SIGTERM, SIGINT or SIGHUP, within seconds whatever it is doing.

The work runs in a thread of its own and the signals arrive in the main thread, which no query blocks. What does **not**
belong here: what the work has done (`assets.nightly.run`), and how a query is interrupted (`pipelines.interruption`).
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from contextvars import copy_context
from signal import SIG_IGN, SIGHUP, SIGINT, SIGTERM, Signals, getsignal, set_wakeup_fd, signal
from threading import Thread, current_thread, main_thread
from types import FrameType

from pipelines import interruption

GRACE_SECONDS = 4
"""For the work to end by itself, with its files removed; then the process ends around it."""
AGAIN_SECONDS = 1
"""A second signal sooner is the same one: `timeout` and terminals send theirs to the process and to its group."""
ENDED = 0
"""What the work writes into the pipe of the signals, whose numbers begin with 1."""


def run_stoppable(work: Callable[[], int], report: Callable[[Signals, bool], None]) -> int:
    """Return the exit code of the work, or 128 and the number of the signal that has stopped it.

    Args:
        work: Obeys `pipelines.interruption`. Outside the main thread, where no signals arrive, it is called directly.
        report: Called with the signal once the work has ended, or its time is up; the flag says whether a commit may
            still be running.
    """
    if current_thread() is not main_thread():
        return work()
    outcome: Future[int] = Future()
    worker = Thread(target=copy_context().run, args=(_work, work, outcome), name="nights", daemon=True)
    with _pipe_of_signals() as (reading, writing):
        outcome.add_done_callback(lambda _: os.write(writing, bytes([ENDED])) and None)
        worker.start()
        number = os.read(reading, 1)[0]
        if number == ENDED:
            return outcome.result()
        return _stop(Signals(number), worker, report)


def _work(work: Callable[[], int], outcome: Future[int]) -> None:
    try:
        outcome.set_result(work())
    except BaseException as error:
        outcome.set_exception(error)


def _stop(stopped_by: Signals, worker: Thread, report: Callable[[Signals, bool], None]) -> int:
    def has_ended(seconds: float) -> bool:
        worker.join(seconds)
        return not worker.is_alive()

    has_stopped = interruption.stop(has_ended, GRACE_SECONDS)
    report(stopped_by, not has_stopped and not interruption.forbid_commit())
    if not has_stopped:
        _end_process(stopped_by)
    return 128 + stopped_by


@contextmanager
def _pipe_of_signals() -> Iterator[tuple[int, int]]:
    """Yield the ends of a pipe that receives the numbers of the signals; a second signal ends the process.

    A pipe, for a signal that the kernel hands to another thread wakes no lock that the main thread waits for. Signals that
    the caller of the process ignores (`nohup`) stay ignored.
    """
    earlier = {each: getsignal(each) for each in (SIGTERM, SIGINT, SIGHUP)}
    heard = {each: handler for each, handler in earlier.items() if handler is not SIG_IGN}
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    earlier_descriptor = set_wakeup_fd(writing, warn_on_full_buffer=False)
    handler = _handler()
    for each in heard:
        signal(each, handler)
    try:
        yield reading, writing
    finally:
        for each, before in heard.items():
            signal(each, before)
        set_wakeup_fd(earlier_descriptor)
        os.close(reading)
        os.close(writing)


def _handler() -> Callable[[int, FrameType | None], None]:
    first: list[float] = []

    def handle(number: int, _: FrameType | None) -> None:
        first.append(time.monotonic())
        if first[-1] - first[0] > AGAIN_SECONDS:
            _end_process(Signals(number))

    return handle


def _end_process(stopped_by: Signals) -> None:
    """End without waiting for threads. The next run that holds the lake removes what this one leaves."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(128 + stopped_by)
