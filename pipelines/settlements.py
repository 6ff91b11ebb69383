"""The settlements of a night: our bills tested, the engine over its working tables, the books closed over what it found."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Protocol

import pyarrow as pa

from pipelines.billing import find_billing_exceptions
from pipelines.billing.exceptions import BillingPolicy
from pipelines.closing import CLOSED, close_books
from pipelines.closing.close import ClosingPolicy
from pipelines.engine import settle
from pipelines.engine.settle import SettlingPolicy

SETTLED = (
    "billing_exceptions", "allocations", "variances", "match_candidates", "movements", "settled_variances", *CLOSED,
)  # fmt: skip


class NightPolicy(BillingPolicy, SettlingPolicy, ClosingPolicy, Protocol):
    """All values of the policy that settling a night needs."""


def settle_night(
    working: Mapping[str, pa.Table],
    activities: pa.Table,
    known_activities: pa.Table,
    policy: NightPolicy,
    night: date,
    bucket_count: int | None = None,
) -> dict[str, pa.Table]:
    """The tables named in `SETTLED`, from the working tables of the night and what people did."""
    exceptions = find_billing_exceptions(working, policy)
    settled = settle(working, policy, night, bucket_count)
    closed = close_books(working, settled, activities, known_activities, policy, night)
    return {name: (settled | closed | {"billing_exceptions": exceptions})[name] for name in SETTLED}
