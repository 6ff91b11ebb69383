"""Runs the faults over the documents of tonight."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from importlib.resources import files
from typing import Protocol

import pyarrow as pa

from pipelines.explanations import DOCUMENT_FACTS
from pipelines.sql import build, engine, query
from pipelines.sql_text import literal
from pipelines.tables import PUBLISHED

FAULTS = "pipelines.billing.faults"
FAULT_COLUMNS = ("document_id", "line_number", "line_count", "billed_amount", "right_amount", "claim")
READ = (
    "night_documents",
    "night_lines",
    "night_price_agreements",
    "night_shipments",
    "night_changed_documents",
)
"""Working tables of the night that the faults are found in."""

DOCUMENTS = ("documents", "items")
PAPERS = ("lines", "shipments", "price_agreements", "last_prices")
USUAL = ("billed_documents", "billed_lines", "usual_rates", "usual_freight")
"""What a payer is usually billed; the causes of shortfalls are tested by the same."""
COMPARED = ("earlier_prices", "tested_documents", "tested_lines", *USUAL)
ITEMS = ("tested_items",)
PRICES = ("usual_prices", "billed_prices")
"""What items cost at other times and others, whichever payer a document is of."""


class BillingPolicy(Protocol):
    """The values of the policy that say what is usual."""

    @property
    def usual_documents(self) -> int: ...
    @property
    def usual_share(self) -> Decimal: ...
    @property
    def least_pack(self) -> int: ...


def fault_names() -> list[str]:
    """Every fault there is: the `.sql` files of `faults/`, in alphabetical order."""
    return sorted(entry.name[:-4] for entry in files(FAULTS).iterdir() if entry.name.endswith(".sql"))


def price_items(working: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    """The tables named in `PRICES` for the items that tonight's documents bill; none on a night without documents."""
    if not working["night_changed_documents"].num_rows:
        return {}
    names = ("night_documents", "night_lines", "night_changed_documents")
    with engine({name: working[name] for name in names}) as connection:
        build(connection, "pipelines.billing", (*ITEMS, *PRICES))
        return {name: connection.sql(f"FROM {name}").to_arrow_table() for name in PRICES}


def find_billing_exceptions(
    working: Mapping[str, pa.Table], prices: Mapping[str, pa.Table], policy: BillingPolicy
) -> pa.Table:
    """One row per document of tonight and fault, as published; `working` holds the tables named in `READ`, of the night or
    of some payer groups, and `prices` what `price_items` says of the night."""
    declared = PUBLISHED["billing_exceptions"]
    if not working["night_changed_documents"].num_rows:
        return declared.empty()
    with engine({**{name: working[name] for name in READ}, **prices}) as connection:
        connection.execute("SET VARIABLE usual_documents = $1", [policy.usual_documents])
        connection.execute("SET VARIABLE usual_share = $1", [policy.usual_share])
        connection.execute("SET VARIABLE least_pack = $1", [policy.least_pack])
        connection.execute(query("pipelines.explanations", "macros"))
        build(connection, "pipelines.billing", DOCUMENTS)
        build(connection, "pipelines.variances", PAPERS)
        build(connection, "pipelines.explanations", DOCUMENT_FACTS)
        build(connection, "pipelines.billing", COMPARED)
        build(connection, FAULTS, fault_names())
        connection.execute(f"CREATE TEMP TABLE faults AS {_all_faults()}")
        build(connection, "pipelines.billing", ("billing_exceptions",))
        order = ", ".join(declared.key)
        rows = connection.sql(f"SELECT {declared.select_list()} FROM billing_exceptions ORDER BY {order}")
        return rows.to_arrow_table().cast(declared.arrow_schema)


def _all_faults() -> str:
    columns = ", ".join(FAULT_COLUMNS)
    return " UNION ALL ".join(
        f"SELECT {literal(name)} AS fault, {columns} FROM {name}" for name in fault_names()
    )
