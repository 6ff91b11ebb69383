"""Why a payment is short: every rule tested on every shortfall, every hit kept, the best one leading.

A rule is one file in `rules/`: one SELECT of the columns of `RULE_COLUMNS`. Here belong the rules, the
evidence scale (`scale.py`) and the verdict. Not here: what is short and by how much (the engine), and what is
done about it (disputes).
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files

import pyarrow as pa

from pipelines.connections import Connection
from pipelines.explanations.inputs import INPUTS
from pipelines.explanations.scale import Scale
from pipelines.sql import build, engine, query
from pipelines.sql_text import literal
from pipelines.tables.declaration import EVIDENCE_SQL

PACKAGE = "pipelines.explanations"
RULES = f"{PACKAGE}.rules"
RULE_COLUMNS = (
    "shortfall_id", "dispute_type", "dispute_subtype", "hypothesis", "amount_explained", "strength",
    "is_documented", "basis", "sentence",
)  # fmt: skip
DOCUMENT_FACTS = (
    "examined_documents", "numbered_lines", "received_items", "agreed_prices", "document_items", "document_lines",
    "document_totals",
)  # fmt: skip
"""What papers say of a document and its lines; billing tests documents by the same."""
_PREPARED = (
    *DOCUMENT_FACTS, "stated_words", "withheld", "unusual_rates", "document_parts", "combined_parts", "unit_sets",
)  # fmt: skip
_JUDGED = ("causes", "ranked_explanations", "verdicts", "proven_splits")
_RESULTS = {
    "explanations": "rule VARCHAR, shortfall_id BIGINT, dispute_type VARCHAR, dispute_subtype VARCHAR, "
    "hypothesis VARCHAR, amount_explained BIGINT, strength DOUBLE, is_documented BOOLEAN, basis VARCHAR, sentence VARCHAR",
    "verdicts": "shortfall_id BIGINT, dispute_type VARCHAR, dispute_subtype VARCHAR, confidence DOUBLE, "
    f"explanation_count BIGINT, evidence {EVIDENCE_SQL}, explanation VARCHAR, is_contested BOOLEAN, "
    "is_documented BOOLEAN, explained_count BIGINT",
    "proven_splits": "shortfall_id BIGINT, part_number BIGINT, amount BIGINT, part_types VARCHAR[]",
}


def rule_names() -> list[str]:
    """Every rule there is: the `.sql` files of `rules/`, in alphabetical order."""
    return sorted(entry.name[:-4] for entry in files(RULES).iterdir() if entry.name.endswith(".sql"))


def run(connection: Connection, scale: Scale) -> None:
    """Fill `explanations` (one row per shortfall and hit), `verdicts` (one row per shortfall) and `proven_splits` (one row
    per part of a shortfall that papers split), all temporary.

    The tables of `INPUTS` must be on the connection; working tables of this package are dropped at the end.
    """
    for name, columns in _RESULTS.items():
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} ({columns})")
    # Planning some forty statements costs a third of a second, with or without rows.
    if connection.sql("SELECT 1 FROM shortfalls LIMIT 1").fetchall():
        _judge(connection, scale)


def explain(tables: Mapping[str, pa.Table], scale: Scale) -> dict[str, pa.Table]:
    """The same on Arrow tables, missing ones being empty: the three tables, sorted by shortfall."""
    with engine({**{name: schema.empty_table() for name, schema in INPUTS.items()}, **tables}) as connection:
        run(connection, scale)
        return {
            name: connection.sql(f"SELECT * FROM {name} ORDER BY ALL").to_arrow_table() for name in _RESULTS
        }


def _judge(connection: Connection, scale: Scale) -> None:
    connection.execute(scale.macros())
    connection.execute(query(PACKAGE, "macros"))
    connection.execute(query(PACKAGE, "weights"))
    build(connection, PACKAGE, _PREPARED)
    build(connection, RULES, rule_names())
    connection.execute(f"INSERT INTO explanations {_all_rules()}")
    build(connection, PACKAGE, _JUDGED)
    for name in {*_PREPARED, *rule_names(), *_JUDGED} - set(_RESULTS):
        connection.execute(f"DROP TABLE {name}")


def _all_rules() -> str:
    columns = ", ".join(RULE_COLUMNS)
    return " UNION ALL ".join(
        f"SELECT {literal(name)} AS rule, {columns} FROM {name}" for name in rule_names()
    )
