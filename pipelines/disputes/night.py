"""All tables of the cases' step: cases, their history, every rejected row, and reason codes that nobody has mapped."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pyarrow as pa

from pipelines.disputes import cases
from pipelines.policy import Policy
from pipelines.reason_codes import list_unknown_codes, unknown_codes

REJECTED = ("landed_quarantine", "books_quarantine")
READ = (
    "settled_variances", "movements", "landed_dispute_activity", *cases.KNOWN, "book_payers", "book_reason_codes", *REJECTED,
)  # fmt: skip
"""The tables of tonight that the cases are made from."""
WRITTEN = (*cases.WRITTEN, "dispute_history", "quarantine", unknown_codes.BOOK.name, unknown_codes.LIST.name)
"""The books and published tables that are made."""


def make_cases(
    tables: Mapping[str, pa.Table], coded_before: pa.Table, policy: Policy, night: date
) -> dict[str, pa.Table]:
    """Return the tables named in `WRITTEN`.

    Args:
        tables: Those named in `READ`.
        coded_before: `book_coded_variances` of the night before.
        policy: The policy.
        night: The night.
    """
    variances, movements, activities = (tables[name] for name in READ[:3])
    known = {name: tables[name] for name in cases.KNOWN}
    payers, codes = tables["book_payers"], tables["book_reason_codes"]
    worked = cases.work_cases(variances, movements, activities, policy, night, known, payers)
    rejected = [*(tables[name] for name in REJECTED), worked["quarantine"]]
    listed = list_unknown_codes(coded_before, worked["book_variances"], payers, codes, policy, night)
    return {**worked, "quarantine": pa.concat_tables(rejected, promote_options="permissive"), **listed}
