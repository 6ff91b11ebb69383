"""What settling reads of the policy: values that queries read as variables, and small tables that they join.

What does **not** belong here: what follows from a value (the queries).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Protocol

import pyarrow as pa

from pipelines.catalog.subtypes import subtype_tables
from pipelines.evidence import set_scale
from pipelines.evidence.scale import Scale
from pipelines.models import Session
from pipelines.policy.tables import bank_charge_limits
from pipelines.reason_codes import shipped_codes


class SettlingPolicy(Protocol):
    """The values of the policy that the engine reckons with."""

    @property
    def grace_days(self) -> int: ...
    @property
    def tolerance(self) -> Decimal: ...
    @property
    def bank_charge_limit(self) -> Decimal: ...
    @property
    def reference_limit(self) -> int: ...
    @property
    def usual_documents(self) -> int: ...
    @property
    def usual_share(self) -> Decimal: ...
    @property
    def rates(self) -> Mapping[str, Decimal]: ...
    @property
    def evidence_scale(self) -> Scale: ...


def tables_beside(policy: SettlingPolicy) -> dict[str, pa.Table]:
    """Return the tables that are the same for all payers: limits of bank charges by currency (minor units), shipped reason
    codes, causes and the documents that settle them."""
    return {
        "bank_charge_limits": bank_charge_limits(policy),
        "shipped_codes": shipped_codes(),
        **subtype_tables(),
    }


def set_variables(tables: Session, policy: SettlingPolicy, night: date) -> None:
    """Set the night and the policy's values, which queries read by `getvariable`, and the scale of evidence."""
    for name, value in (
        ("night", night),
        ("grace_days", policy.grace_days),
        ("tolerance", policy.tolerance),
        ("reference_limit", policy.reference_limit),
        ("usual_documents", policy.usual_documents),
        ("usual_share", policy.usual_share),
    ):
        tables.connection.execute(f"SET VARIABLE {name} = $1", [value])
    set_scale(tables, policy.evidence_scale)
