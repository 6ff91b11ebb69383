"""Is a published night plausible against the nights before it: the suites, their rows, and what is usual.

The suites are files that an analyst can edit (`data/reference/suites`, how: docs/quality.md). What does **not** belong here:
what must hold (the gate), and great-expectations, which judges (`checks.quality.judge`).
"""

from pipelines.quality.frames import frame, opened
from pipelines.quality.suites import Suite, loadable_suites, read_suites

__all__ = ["Suite", "frame", "loadable_suites", "opened", "read_suites"]
