"""What a run tells while it runs: a progress bar on a terminal, plain lines otherwise; each line bears run id and night."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from types import TracebackType

LOG = logging.getLogger("tieout")


@contextmanager
def log_lines(run_id: str) -> Iterator[None]:
    """Log lines on standard error, with the run's id."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter(f"%(asctime)s %(levelname)s run={run_id} %(message)s"))
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)
    LOG.propagate = False
    try:
        yield
    finally:
        LOG.removeHandler(handler)


class Progress:
    """How far a run has come."""

    def __init__(self, nights: Sequence[date]) -> None:
        from tqdm import tqdm

        self._bar = tqdm(total=len(nights), unit="night", leave=False, disable=not sys.stderr.isatty())

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.close()

    def start(self, night: date) -> None:
        self._bar.set_description(f"night {night}")

    def finish(self, night: date, message: str) -> None:
        self._bar.update()
        if self._bar.disable:
            LOG.info("night=%s %s", night, message)
