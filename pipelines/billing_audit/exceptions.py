"""Runs the faults over the documents of tonight."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from pipelines.catalog import PUBLISHED
from pipelines.models import Session, file_name, members, open_session
from pipelines.policy import Policy
from pipelines.policy.variables import set_variables

READ = (
    "night_documents",
    "night_lines",
    "night_price_agreements",
    "night_shipments",
    "night_changed_documents",
)
"""Working tables of the night that the faults are found in."""

PRICES = ("usual_prices", "billed_prices")
"""What items cost at other times and others, whichever payer a document is of."""


def fault_names() -> list[str]:
    """Return the names of all faults: the `.sql` files of `checks/`, in alphabetical order."""
    return [file_name(fault) for fault in members("billing_audit.checks")]


def price_items(working: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    """The tables named in `PRICES` for the items that tonight's documents bill; none on a night without documents."""
    if not working["night_changed_documents"].num_rows:
        return {}
    names = ("night_documents", "night_lines", "night_changed_documents")
    with open_session({name: working[name] for name in names}) as tables:
        _define_audited(tables)
        tables.make_shared(PRICES)
        return {name: tables.read(name).to_arrow_table() for name in PRICES}


def find_billing_exceptions(
    working: Mapping[str, pa.Table], prices: Mapping[str, pa.Table], policy: Policy
) -> pa.Table:
    """One row per document of tonight and fault, as published; `working` holds the tables named in `READ`, of the night or
    of some payer groups, and `prices` what `price_items` says of the night."""
    declared = PUBLISHED["billing_exceptions"]
    if not working["night_changed_documents"].num_rows:
        return declared.empty()
    with open_session({**{name: working[name] for name in READ}, **prices}, ("rules",)) as tables:
        set_variables(tables.connection, policy)
        _define_audited(tables)
        rows = tables.read("billing_exceptions", declared.select_list()).order(", ".join(declared.key))
        return rows.to_arrow_table().cast(declared.arrow_schema)


def _define_audited(tables: Session) -> None:
    """Let the models that compare documents compare those that the night brings or changes."""
    tables.define(documents="FROM audited_documents", documents_in_play="FROM audited_items")
