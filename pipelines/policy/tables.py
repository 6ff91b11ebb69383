"""The policy as small tables for SQL: money in minor units of each currency, every list of rules one row an entry.

What does **not** belong here: which entry wins (the queries), and any value (`data/reference/policy.toml`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Protocol

import pyarrow as pa

from pipelines.money import EXPONENTS

T, I, A = pa.string(), pa.int64(), pa.decimal128(18, 6)  # noqa: E741
LIMITS = pa.schema([("currency", T), ("limit_amount", I)])
SHARES = pa.schema([("name", T), ("share", pa.decimal128(9, 6))])
CURRENCIES = pa.schema([("currency", T), ("rate", pa.decimal128(14, 8)), ("working_cost", I)])
RULES: dict[str, pa.Schema] = {
    "windows": pa.schema(
        [("payer_id", T), ("dispute_type", T), ("opens_after_days", I), ("closes_after_days", I)]
    ),
    "write_off_limits": pa.schema(
        [("company_code", T), ("payer_id", T), ("dispute_type", T), ("amount", A), ("percent", A), ("min_age_days", I)]
    ),
    "due_rules": pa.schema(
        [("payer_id", T), ("dispute_type", T), ("from_amount", A), ("from_age_days", I), ("days", I)]
    ),
    "owner_rules": pa.schema(
        [("payer_id", T), ("dispute_type", T), ("region", T), ("from_amount", A), ("owners", pa.list_(T))]
    ),
}  # fmt: skip
"""Columns of each list; all have `rule_number` before them, from 1 in the order of the file."""


class Priced(Protocol):
    """What money means to the policy: rates and cost in the reporting currency."""

    @property
    def rates(self) -> Mapping[str, Decimal]: ...
    @property
    def working_cost(self) -> Decimal: ...


def currency_terms(policy: Priced) -> pa.Table:
    """One row per currency with a rate: the rate, and what working a case costs in its minor units."""
    rows = [
        {
            "currency": currency,
            "rate": rate.quantize(Decimal("1e-8")),
            "working_cost": _minor(policy.working_cost / rate, currency),
        }
        for currency, rate in sorted(policy.rates.items())
    ]
    return pa.Table.from_pylist(rows, schema=CURRENCIES)


class Charged(Protocol):
    """How much banks may keep."""

    @property
    def rates(self) -> Mapping[str, Decimal]: ...
    @property
    def bank_charge_limit(self) -> Decimal: ...


def bank_charge_limits(policy: Charged) -> pa.Table:
    """One row per currency: what banks keep at most, in its minor units; without a rate it is the figure itself."""
    rows = [
        {"currency": name, "limit_amount": _minor(policy.bank_charge_limit / policy.rates.get(name, 1), name)}
        for name in sorted(EXPONENTS)
    ]
    return pa.Table.from_pylist(rows, schema=LIMITS)


def rule_table(name: str, entries: Sequence[Any]) -> pa.Table:
    """One row per entry of a list of the policy; amounts stay in the reporting currency."""
    schema = RULES[name]
    rows = [
        {"rule_number": number} | {column: _exact(getattr(entry, column)) for column in schema.names}
        for number, entry in enumerate(entries, start=1)
    ]
    return pa.Table.from_pylist(rows, schema=numbered(schema))


def numbered(schema: pa.Schema) -> pa.Schema:
    """Return the columns of a list with the number of the rule before them."""
    return pa.schema([pa.field("rule_number", I), *schema])


def share_table(shares: Mapping[str, Decimal]) -> pa.Table:
    """One row per name (dispute type, or what papers show) and its share."""
    rows = [
        {"name": name, "share": share.quantize(Decimal("1e-6"))} for name, share in sorted(shares.items())
    ]
    return pa.Table.from_pylist(rows, schema=SHARES)


def _exact(value: Any) -> Any:
    match value:
        case Decimal():
            return value.quantize(Decimal("1e-6"))
        case tuple():
            return list(value)
    return value


def _minor(amount: Decimal, currency: str) -> int:
    return int(amount.scaleb(EXPONENTS[currency]).quantize(Decimal(1), ROUND_HALF_UP))
