"""Settles the working tables of a night: who paid what, what is short, and the books after it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pyarrow as pa

from pipelines.cash_application.amounts import match_amounts
from pipelines.evidence import MACROS as EVIDENCE_MACROS
from pipelines.evidence import NO_ANSWERS, answer, set_scale
from pipelines.models import Session, open_session
from pipelines.night.carry_forward import published_form
from pipelines.night.settling_policy import tables_beside
from pipelines.policy import Policy
from pipelines.policy.variables import set_variables
from pipelines.sql_text import no_rows

MACROS = (
    "references",
    "words",
    "tiers",
    "memos",
    "document_keys",
    "matching",
    "amount_patterns",
    *EVIDENCE_MACROS,
)
NO_PROOFS = no_rows(receipt_no="INTEGER", line_no="BIGINT", right_amount="BIGINT")
VERDICTS_OF_PARTS = (
    "FROM part_verdicts UNION ALL FROM whole_verdicts "
    "WHERE shortfall_id IN (SELECT difference_no FROM differences)"
)
RESULTS = (
    "allocations", "variances", "match_candidates", "movements", "settled_applications", "settled_payments",
    "settled_advice", "settled_documents", "settled_variances",
)  # fmt: skip


def settle(working: Mapping[str, pa.Table], policy: Policy, night: date) -> dict[str, pa.Table]:
    """Settle the `night_*` tables of `pipelines.state.opening.open_books`, or those of some payer groups.

    Returns `allocations`, `variances` and `match_candidates` as they are published (decimals), `movements` (what moved in
    which dispute, minor units) and the `settled_*` books after the night (minor units), before people's decisions.
    """
    with open_session({**working, **tables_beside(policy)}, MACROS) as tables:
        set_variables(tables.connection, policy, night)
        set_scale(tables, policy.evidence_scale)
        tables.define(
            payers="FROM night_payers",
            reason_codes="FROM night_reason_codes",
            asked_codes="FROM codes_in_use",
            advised_credits="FROM credits_in_advice",
        )
        _read_advice(tables)
        _read_memos(tables)
        match_amounts(tables)
        _explain_differences(tables)
        tables.make_shared(RESULTS)
        return {name: published_form(name, tables.read(name).to_arrow_table()) for name in RESULTS}


def _read_advice(tables: Session) -> None:
    """Decide what each line of advice pays; where payments lack money that no line shows, papers are asked
    which is short."""
    unproven = tables.derive("unproven", gap_proofs=NO_PROOFS)
    if unproven.is_empty("gap_shortfalls"):
        tables.adopt(unproven)
    else:
        unproven.take(_ask_papers(unproven, "gaps", "gap_shortfalls"), gap_verdicts="verdicts")
        tables.take(unproven, gap_proofs="proven_gaps")


def _read_memos(tables: Session) -> None:
    """Decide what memos pay; where one pays less than its documents come to, papers are asked which of them is short."""
    if tables.is_empty("bundle_shortfalls"):
        tables.define(bundle_verdicts=NO_ANSWERS["verdicts"])
    else:
        tables.take(_ask_papers(tables, "bundles", "bundle_shortfalls"), bundle_verdicts="verdicts")


def _ask_papers(tables: Session, schema: str, questions: str) -> Session:
    return answer(tables.derive(schema, asked=f"FROM {questions}", shortfalls="FROM paper_questions"))


def _explain_differences(tables: Session) -> None:
    """Explain each difference; a deduction that papers prove to be of several causes in its parts."""
    whole = tables.derive(
        "whole",
        differences="FROM whole_differences",
        shortfalls="FROM shortfall_questions",
        difference_splits="FROM proven_splits",
    )
    if answer(whole).is_empty("proven_splits"):
        tables.adopt(whole)
        tables.define(difference_verdicts="FROM verdicts")
        return
    tables.take(whole, differences="split_differences", whole_verdicts="verdicts")
    parts = answer(tables.derive("parts", shortfalls="FROM part_shortfalls"))
    tables.take(parts, part_verdicts="verdicts")
    tables.define(difference_verdicts=VERDICTS_OF_PARTS)
