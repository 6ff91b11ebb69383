"""Stopping work from outside: a request that every connection obeys, and the one step that has to be waited for.

What does **not** belong here: signals, messages and exit codes (`assets.nightly.stopping`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Condition, Lock

INTERVAL_SECONDS = 0.1
"""Between two interrupts: one that arrives between two statements has no effect."""

_CHANGED = Condition()
_requests = 0
_interrupts: set[Callable[[], None]] = set()
_COMMIT = Lock()


class Interrupted(KeyboardInterrupt):
    """Work has ended because it was asked to. Nothing that handles errors catches it, and Dagster knows its kind."""


def check() -> None:
    """Raise `Interrupted` where the work is to stop."""
    if _requests:
        raise Interrupted


def sleep(seconds: float) -> None:
    """Wait, at most until the work is to stop; raise `Interrupted` then."""
    with _CHANGED:
        _CHANGED.wait_for(lambda: _requests, seconds)
    check()


@contextmanager
def interruptible(interrupt: Callable[[], None]) -> Iterator[None]:
    """Have `interrupt` called, from another thread, while the block runs and the work is to stop."""
    check()
    with _CHANGED:
        _interrupts.add(interrupt)
    try:
        yield
    finally:
        with _CHANGED:
            _interrupts.discard(interrupt)


@contextmanager
def committing() -> Iterator[None]:
    """Announce a commit: until the block ends, nobody outside can tell whether it has happened."""
    with _COMMIT:
        check()
        yield


def forbid_commit() -> bool:
    """Keep every later commit from starting, for the process is about to end; False where one is running."""
    return _COMMIT.acquire(blocking=False)


def stop(has_ended: Callable[[float], bool], seconds: float = float("inf")) -> bool:
    """Ask the work to stop, and interrupt what it waits for until it has ended.

    Args:
        has_ended: Waits for as many seconds as it is given, at most, and returns whether the work has ended.
        seconds: The most to wait.

    Returns:
        Whether it has ended.
    """
    deadline = time.monotonic() + seconds
    with _requested():
        while not (is_over := has_ended(INTERVAL_SECONDS)) and time.monotonic() < deadline:
            with _CHANGED:
                interrupts = list(_interrupts)
            for interrupt in interrupts:
                with suppress(Exception):
                    interrupt()
    return is_over


@contextmanager
def _requested() -> Iterator[None]:
    _count(1)
    try:
        yield
    finally:
        _count(-1)


def _count(change: int) -> None:
    global _requests
    with _CHANGED:
        _requests += change
        _CHANGED.notify_all()
