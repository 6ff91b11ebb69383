"""What settling reads of the policy beside its single values (`pipelines.policy.variables`): small tables that queries join.

What does **not** belong here: what follows from a value (the queries).
"""

from __future__ import annotations

import pyarrow as pa

from pipelines.catalog.subtypes import subtype_tables
from pipelines.policy import Policy
from pipelines.policy.tables import bank_charge_limits
from pipelines.reason_codes import shipped_codes


def tables_beside(policy: Policy) -> dict[str, pa.Table]:
    """Return the tables that are the same for all payers: limits of bank charges by currency (minor units), shipped reason
    codes, causes and the documents that settle them."""
    return {
        "bank_charge_limits": bank_charge_limits(policy),
        "shipped_codes": shipped_codes(),
        **subtype_tables(),
    }
