"""What a run tells while it runs: a progress bar on a terminal, plain lines otherwise; each line bears run id and night."""

from __future__ import annotations

import json
import logging
import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from types import TracebackType

from pipelines.visible_text import visible, visible_json

LOG = logging.getLogger("tieout")
FIELDS = re.compile(r"(?:(?:night|step)=\S* )*")
LEADING = re.compile(r"(night|step)=(\S*) ")


@contextmanager
def log_lines(run_id: str) -> Iterator[None]:
    """Log lines on standard error, with the run's id."""
    handler = logging.StreamHandler(sys.stderr)
    is_json = os.environ.get("TIEOUT_LOG_FORMAT", "text") == "json"
    plain = VisibleLines(f"%(asctime)s %(levelname)s run={run_id} %(message)s")
    handler.setFormatter(JsonLines(run_id) if is_json else plain)
    LOG.addHandler(handler)
    # A line a step is for programs: people have the bar.
    LOG.setLevel(logging.DEBUG if is_json else logging.INFO)
    LOG.propagate = False
    try:
        yield
    finally:
        LOG.removeHandler(handler)


class VisibleLines(logging.Formatter):
    """Lines for people; those after a message's first are indented, so that no text looks like a line of its own."""

    def format(self, record: logging.LogRecord) -> str:
        return visible(super().format(record)).replace("\n", "\n    ")


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, run, night and step where the line is about one, message."""

    def __init__(self, run_id: str) -> None:
        super().__init__()
        self._run_id = run_id

    def format(self, record: logging.LogRecord) -> str:
        said = record.getMessage()
        fields = dict(LEADING.findall(said[: FIELDS.match(said).end()]))  # type: ignore[union-attr]
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "run": self._run_id,
            **fields,
            "message": FIELDS.sub("", said, count=1),
        }
        return visible_json(json.dumps(line, ensure_ascii=False))


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
