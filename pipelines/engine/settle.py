"""Settles the working tables of a night: who paid what, what is short, and the books after it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Protocol

import pyarrow as pa

from pipelines import explanations, matching, variances
from pipelines.billing import USUAL
from pipelines.books.references import MACROS as REFERENCE_MACROS
from pipelines.connections import Connection
from pipelines.engine.carry import published_form
from pipelines.explanations.reason_codes import map_codes
from pipelines.explanations.scale import Scale
from pipelines.matching.amounts import MACROS as AMOUNT_MACROS
from pipelines.matching.amounts import match_amounts
from pipelines.matching.macros import MACROS
from pipelines.matching.memos import MACROS as MEMO_MACROS
from pipelines.matching.reading import MACROS as READING_MACROS
from pipelines.matching.trace import MACROS as TRACE_MACROS
from pipelines.matching.trace import TRACE
from pipelines.policy_tables import bank_charge_limits
from pipelines.sql import build, engine, query

CLOSING = (
    "tonight_rows", "allocations", "settled_applications", "settled_payments",
    "settled_advice", "settled_documents", "movements", "variances",
)  # fmt: skip
RESULTS = (
    "allocations", "variances", "match_candidates", "movements", "settled_applications", "settled_payments",
    "settled_advice", "settled_documents", "settled_variances",
)  # fmt: skip


class SettlingPolicy(Protocol):
    """The values of the policy that the engine reckons with."""

    @property
    def grace_days(self) -> int: ...
    @property
    def tolerance(self) -> Decimal: ...
    @property
    def bank_charge_limit(self) -> Decimal: ...
    @property
    def reference_limit(self) -> int: ...
    @property
    def usual_documents(self) -> int: ...
    @property
    def usual_share(self) -> Decimal: ...
    @property
    def rates(self) -> Mapping[str, Decimal]: ...
    @property
    def evidence_scale(self) -> Scale: ...


def settle(working: Mapping[str, pa.Table], policy: SettlingPolicy, night: date) -> dict[str, pa.Table]:
    """Settle the `night_*` tables of `pipelines.books.open_books`, or those of some payer groups.

    Returns `allocations`, `variances` and `match_candidates` as they are published (decimals), `movements` (what moved in
    which dispute, minor units) and the `settled_*` books after the night (minor units), before people's decisions.
    """
    tables = {**working, "bank_charge_limits": bank_charge_limits(policy)}
    macros = (REFERENCE_MACROS, READING_MACROS, MEMO_MACROS, MACROS, AMOUNT_MACROS, TRACE_MACROS)
    with engine(tables, macros) as connection:
        for name, value in (
            ("night", night),
            ("grace_days", policy.grace_days),
            ("tolerance", policy.tolerance),
            ("reference_limit", policy.reference_limit),
            ("usual_documents", policy.usual_documents),
            ("usual_share", policy.usual_share),
        ):
            connection.execute(f"SET VARIABLE {name} = $1", [value])
        connection.execute(query(explanations.PACKAGE, "macros"))
        _match(connection, policy.evidence_scale)
        _find_variances(connection, policy.evidence_scale)
        build(connection, "pipelines.engine", CLOSING)
        build(connection, "pipelines.matching.trace", TRACE)
        return {
            name: published_form(name, connection.sql(f"FROM {name}").to_arrow_table()) for name in RESULTS
        }


def _match(connection: Connection, scale: Scale) -> None:
    build(connection, "pipelines.matching", (*matching.CORRECTIONS, *matching.ADVICE))
    connection.execute("CREATE TEMP VIEW payers AS FROM night_payers")
    connection.execute("CREATE TEMP VIEW reason_codes AS FROM night_reason_codes")
    map_codes(connection)
    build(connection, "pipelines.matching", matching.REFERENCES)
    _settle_advice(connection, scale)
    build(connection, "pipelines.matching", matching.MEMOS)
    _ask_of(connection, "bundle", scale)
    build(connection, "pipelines.matching", matching.MEMO_SETTLEMENT)
    match_amounts(connection)
    build(connection, "pipelines.matching", matching.SETTLEMENT)


def _settle_advice(connection: Connection, scale: Scale) -> None:
    """What each line of advice puts where; once more where papers show which line its payment is short of."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE gap_proofs (source_no INTEGER, line_no BIGINT, right_amount BIGINT)"
    )
    build(connection, "pipelines.matching", (*matching.ADVICE_SETTLEMENT, "gap_shortfalls"))
    if _ask_of(connection, "gap", scale):
        build(connection, "pipelines.matching", ("gap_proofs", *matching.ADVICE_SETTLEMENT))


def _ask_of(connection: Connection, what: str, scale: Scale) -> bool:
    """Fill `<what>_verdicts` with what papers say of `<what>_shortfalls`; most nights have none, and ask nothing."""
    has_questions = connection.execute(f"SELECT count(*) FROM {what}_shortfalls").fetchall() != [(0,)]
    if has_questions:
        connection.execute(f"CREATE OR REPLACE TEMP VIEW asked AS FROM {what}_shortfalls")
        _explain(connection, "paper_questions", scale)
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {what}_verdicts AS FROM verdicts")
    else:
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE {what}_verdicts "
            "(shortfall_id BIGINT, is_documented BOOLEAN, explained_count BIGINT)"
        )
    return has_questions


def _find_variances(connection: Connection, scale: Scale) -> None:
    build(connection, "pipelines.variances", (*variances.FINDINGS, *variances.SETTLED))
    _explain(connection, "shortfalls", scale)
    if connection.execute("SELECT count(*) FROM proven_splits").fetchall() != [(0,)]:
        _split(connection, scale)
    build(connection, "pipelines.variances", variances.LEDGERS)


def _split(connection: Connection, scale: Scale) -> None:
    """Take a deduction that papers prove to be of several causes as its parts, each with a verdict of its own."""
    connection.execute("CREATE TEMP TABLE whole_verdicts AS FROM verdicts")
    build(connection, "pipelines.variances", variances.SPLITTING[:1])
    connection.execute("CREATE OR REPLACE TEMP TABLE found AS FROM split_found")
    build(connection, "pipelines.variances", (*variances.SETTLED, "shortfalls"))
    _explain(connection, variances.SPLITTING[1], scale)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE verdicts AS FROM verdicts UNION ALL FROM whole_verdicts "
        "WHERE shortfall_id IN (SELECT found_no FROM found)"
    )
    build(connection, "pipelines.variances", ("shortfalls",))


def _explain(connection: Connection, questions: str, scale: Scale) -> None:
    """Fill `verdicts` for the shortfalls that the query `questions` asks about."""
    build(connection, "pipelines.variances", (questions,))
    if questions != "shortfalls":
        connection.execute(f"CREATE OR REPLACE TEMP TABLE shortfalls AS FROM {questions}")
    build(connection, "pipelines.variances", variances.EVIDENCE)
    build(connection, "pipelines.billing", USUAL)
    explanations.run(connection, scale)
