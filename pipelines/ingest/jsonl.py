"""JSONL: one object a line. Numbers keep their exact text: a JSON library would make doubles of them.

What does **not** belong here: nested objects; a column of ours that is one is a fault of its row.
"""

from __future__ import annotations

import json

from pipelines.connections import Connection
from pipelines.errors import RefusedNight
from pipelines.ingest.columns import match_columns
from pipelines.ingest.landing_zone import LandedFile
from pipelines.ingest.sql_fragments import select_columns, set_variables
from pipelines.ingest.text_lines import line_variables, load_lines
from pipelines.sql import query
from pipelines.sql_text import identifier

PACKAGE = "pipelines.ingest"


def read_jsonl(connection: Connection, file: LandedFile, largest: int) -> str:
    """The rows of a JSONL file as a query. A file of 0 bytes is an extract without rows: there is no other way to say it."""
    load_lines(connection, file, largest)
    set_variables(connection, **line_variables(file))
    lines, objects, keys, repeats_keys = connection.execute(query(PACKAGE, "json_keys")).fetchall()[0]
    if lines and not objects:
        raise RefusedNight(
            f"{file.title}: no line is a JSON object; expected one object a line; have it sent again as JSONL; "
            "nothing was written"
        )
    matched = match_columns(file, keys, is_empty=not lines)
    fields = {name: f"fields.{identifier(column)}" for name, column in matched.items()}
    shape = json.dumps(dict.fromkeys(matched.values() or ("_",), "VARCHAR"))
    set_variables(connection, json_shape=shape, repeats_keys=repeats_keys)
    return f"{select_columns(file.source, fields)} FROM ({query(PACKAGE, 'json_rows')})"
