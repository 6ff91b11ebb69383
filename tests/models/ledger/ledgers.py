"""Runs `settled_variances` on one variance, V1, and writes its ledger as a person would."""

from tests.models.running import Row, run_model

PARTS = ("open", "credited", "repaid", "written_off", "withdrawn")
FOUND = "difference_no  variance_id  slot  amount  outcome"
EARLIER = (
    "variance_id  slot  amount  outcome  original_amount  open_amount  credited_amount  repaid_amount  written_off_amount"
    "  withdrawn_amount  changed_date"
)


def settled(*, differences: str = "", earlier: str = "", **given: str) -> Row:
    """Return V1 after a night, from what is found of it tonight and what it was before."""
    tables = {"identified": f"{FOUND}\n{differences}", "standing_variances": f"{EARLIER}\n{earlier}"}
    rows = run_model("settled_variances", **tables, **given)
    assert all(row["original_amount"] == sum(row[f"{part}_amount"] for part in PARTS) for row in rows)
    [row] = [row for row in rows if row["variance_id"] == "V1"]
    return row


def ledger(row: Row) -> dict[str, int]:
    """Return what is not 0 of a ledger."""
    return {part: row[f"{part}_amount"] for part in ("original", *PARTS) if row[f"{part}_amount"]}


def before(slot: str = "deduction", outcome: str = "dispute", amount: int = 500, **parts: int) -> str:
    """Return V1 as it was: original is what its parts come to unless it is given."""
    values = {part: parts.get(part, 0) for part in PARTS}
    original = parts.get("original", sum(values.values()))
    return (
        f"V1  {slot}  {amount}  {outcome}  {original}  "
        + "  ".join(map(str, values.values()))
        + "  2026-02-01"
    )
