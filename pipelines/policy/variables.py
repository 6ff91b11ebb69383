"""Hands the policy's values to queries, which read each by its own name: `getvariable('grace_days')`.

What does **not** belong here: lists and tables of the policy, which queries join (`pipelines.policy.tables`).
"""

from __future__ import annotations

from dataclasses import fields
from datetime import date

from pipelines.connections import Connection
from pipelines.policy.model import Policy

SCALARS = tuple(field.name for field in fields(Policy) if field.type in ("int", "Decimal", "str"))
"""The values that are one number or text."""


def set_variables(connection: Connection, policy: Policy, night: date | None = None) -> None:
    """Set one variable of each of `SCALARS` that the policy has, and the variable `night` where one is given."""
    values = {name: getattr(policy, name) for name in SCALARS if hasattr(policy, name)}
    for name, value in (values | ({"night": night} if night else {})).items():
        connection.execute(f"SET VARIABLE {name} = $1", [value])
