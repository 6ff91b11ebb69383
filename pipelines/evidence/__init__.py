"""Why a payment is short: every rule tested on every shortfall, every hit kept, the best one leading.

A rule is one file in `rules/`: one SELECT of the columns of its collection (`pipelines.models.collections`).
Here belong the papers, the rules, the evidence scale (`scale.py`) and the verdicts. What does **not** belong here: what is
short and by how much (`pipelines.deductions`), and what is done about it (`pipelines.disputes`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

import pyarrow as pa

from pipelines.catalog.schema import EVIDENCE_SQL
from pipelines.catalog.subtypes import subtype_tables
from pipelines.evidence.inputs import INPUTS
from pipelines.evidence.scale import Scale
from pipelines.models import Session, file_name, members, open_session
from pipelines.models.collections import COLLECTIONS
from pipelines.sql_text import no_rows

MACROS = ("subtypes", "rules", "evidence_scale")
RULE_COLUMNS = COLLECTIONS["evidence.rules"].columns
NO_ANSWERS = {
    "explanations": no_rows(**dict(column.split(" ", 1) for column in ("rule VARCHAR", *RULE_COLUMNS))),
    "verdicts": no_rows(
        shortfall_id="BIGINT",
        dispute_type="VARCHAR",
        dispute_subtype="VARCHAR",
        confidence="DOUBLE",
        explanation_count="BIGINT",
        evidence=EVIDENCE_SQL,
        explanation="VARCHAR",
        is_contested="BOOLEAN",
        is_documented="BOOLEAN",
        evidence_source="VARCHAR",
        explained_count="BIGINT",
    ),
    "proven_splits": no_rows(
        shortfall_id="BIGINT", part_number="BIGINT", amount="BIGINT", part_types="VARCHAR[]"
    ),
}
"""What is said of no shortfalls: one query a table."""


def rule_names() -> list[str]:
    """Return the names of all rules: the `.sql` files of `rules/`, in alphabetical order."""
    return [file_name(rule) for rule in members("evidence.rules")]


def set_scale(asked: Session, scale: Scale) -> None:
    """Weigh evidence by this scale in a session."""
    asked.connection.execute("SET VARIABLE evidence_scale = $1", [asdict(scale)])


def answer(asked: Session) -> Session:
    """Make `explanations` (one row per shortfall and hit), `verdicts` (one row per shortfall) and `proven_splits` (one row
    per part of a shortfall that papers split) for the `shortfalls` of a session, which it returns.

    Only these tables remain of those of this package.
    """
    # Planning some seventy statements costs a third of a second, with or without rows.
    if asked.is_empty("shortfalls"):
        asked.define(**NO_ANSWERS)
    asked.make(*NO_ANSWERS)
    asked.drop("evidence", keep=NO_ANSWERS)
    return asked


def explain(tables: Mapping[str, pa.Table], scale: Scale) -> dict[str, pa.Table]:
    """Return what `answer` makes of Arrow tables, those missing being empty; each sorted by shortfall."""
    given = {**{name: schema.empty_table() for name, schema in INPUTS.items()}, **subtype_tables(), **tables}
    with open_session(given, MACROS) as asked:
        set_scale(asked, scale)
        answer(asked)
        return {
            name: asked.query(f"SELECT * FROM {name} ORDER BY ALL").to_arrow_table() for name in NO_ANSWERS
        }
