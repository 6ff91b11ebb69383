"""Facts of a night by name, and a case to measure."""

from __future__ import annotations

from tests.models.running import run_model

CASES = (
    "variance_id  payer_id  dispute_type  owner  currency  original_amount  opened_date  "
    "is_deduction  is_invalid  repaid_amount  written_off_amount  outcome\n"
)
CASE = "D1  P1  pricing  ann  EUR  100  2026-03-02  yes  no  30  20  -\n"


def facts(*names: str, **given: str) -> dict[str, float]:
    """The facts of these names, summed."""
    found: dict[str, float] = {}
    for row in run_model("night_facts", **given):
        if row["fact"] in names or not names:
            found[row["fact"]] = found.get(row["fact"], 0) + float(row["amount"])
    return found
