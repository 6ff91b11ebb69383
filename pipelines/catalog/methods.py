"""What measures ask of the published methods of allocations: one macro a trait, generated.

What does **not** belong here: what a method is called in sentences (`pipelines.reports.labels`).
"""

from __future__ import annotations

from pipelines.catalog.tiers import TIERS
from pipelines.sql_text import literals

POSTING_METHODS = ("posting", "correction_posting")
"""Those by which the ERP has put a payment on a document."""
FIRST_TIER_METHODS = tuple(f"{source}_{TIERS[0].method}" for source in ("advice", "memo"))
"""Those of documents named exactly as we number them."""


def method_macros() -> str:
    """Return the script of the macros `is_posting_method` and `is_first_tier_method`."""
    traits = {"posting": POSTING_METHODS, "first_tier": FIRST_TIER_METHODS}
    return "\n".join(
        f"CREATE OR REPLACE MACRO is_{trait}_method(method) AS method IN ({literals(methods)});"
        for trait, methods in traits.items()
    )
