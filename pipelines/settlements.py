"""The settlements of a night: the engine over its working tables, then the books closed over what it found."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Protocol

import pyarrow as pa

from pipelines.closing import CLOSED, close_books
from pipelines.closing.close import ClosingPolicy
from pipelines.engine import settle
from pipelines.engine.settle import SettlingPolicy

SETTLED = ("allocations", "variances", "match_candidates", "movements", "settled_variances", *CLOSED)


class NightPolicy(SettlingPolicy, ClosingPolicy, Protocol):
    """All values of the policy that settling a night needs."""


def settle_night(
    working: Mapping[str, pa.Table],
    activities: pa.Table,
    known_activities: pa.Table,
    policy: NightPolicy,
    night: date,
    bucket_count: int = 1,
) -> dict[str, pa.Table]:
    """The tables named in `SETTLED`, from the working tables of the night and what people did."""
    settled = settle(working, policy, night, bucket_count)
    closed = close_books(working, settled, activities, known_activities, policy, night)
    return {name: closed.get(name, settled.get(name)) for name in SETTLED}
