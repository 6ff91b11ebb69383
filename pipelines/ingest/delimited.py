"""CSV and TSV: a header, then one record a line, unless a quoted field holds line ends.

Lines are split by our own queries and not by a CSV library: DuckDB's reader drops all rows after an unclosed quote
without a word and counts no lines. Here a bad record harms itself only, and every row knows its line.
"""

from __future__ import annotations

import csv
import re

from pipelines.connections import Connection
from pipelines.errors import RefusedNight
from pipelines.ingest.bounds import LONG_LINE, MOST_SEPARATORS
from pipelines.ingest.columns import match_columns
from pipelines.ingest.landing_zone import LandedFile
from pipelines.ingest.sql_fragments import select_columns, set_variables
from pipelines.ingest.text_lines import CUT, MARK, line_variables, load_lines
from pipelines.sql import build, query

PACKAGE = "pipelines.ingest"
NO_QUOTE = MARK + MARK


def read_separated(connection: Connection, file: LandedFile, largest: int) -> str:
    """The rows of a CSV or TSV file as a query."""
    load_lines(connection, file, largest)
    dialect = file.source.dialect
    separator = dialect.separator or ("\t" if ".tsv" in file.path.name else ",")
    header_line, names = _read_header(connection, file, separator)
    matched = match_columns(file, names)
    set_variables(connection, header_line=header_line, **line_variables(file))
    _set_patterns(connection, separator, dialect.quote, len(names))
    if connection.execute(query(PACKAGE, "has_broken_lines")).fetchall()[0][0]:
        connection.execute(f"CREATE OR REPLACE TEMP TABLE text_lines AS {query(PACKAGE, 'joined_records')}")
    build(connection, PACKAGE, ("records",))
    fields = {name: f"fields[{names.index(column) + 1}]" for name, column in matched.items()}
    return f"{select_columns(file.source, fields)} FROM ({query(PACKAGE, 'separated_rows')})"


def _read_header(connection: Connection, file: LandedFile, separator: str) -> tuple[int, list[str]]:
    rows = connection.execute(query(PACKAGE, "header")).fetchall()
    if not rows:
        raise RefusedNight(
            f"{file.title}: empty, without even a header: the transfer was cut off; expected a header, found nothing; "
            "have it sent again (an extract without rows is a header alone, or no folder); nothing was written"
        )
    line_number, line = rows[0]
    if CUT in line or len(line) > LONG_LINE:
        raise RefusedNight(
            f"{file.title}: its header is too long; expected at most {LONG_LINE:,} characters, found more; have it sent "
            "again with a header of its own line; nothing was written"
        )
    quote = file.source.dialect.quote
    names = next(csv.reader([line], delimiter=separator, quotechar=quote or NO_QUOTE[0]))
    return line_number, [name.strip() for name in names]


def _set_patterns(connection: Connection, separator: str, quote: str, width: int) -> None:
    s, q = re.escape(separator), re.escape(quote or NO_QUOTE)
    outside = f"[^{s}]" if not quote else f"[^{s}{q}]"
    plain = f"[^{s}{q}]*|{q}[^{s}{q}]*{q}"
    field = f"(?:{outside}[^{s}]*|{q}(?:[^{q}]|{q}{q})*{q}|)"
    set_variables(
        connection,
        separator=separator,
        quote_mark=quote or NO_QUOTE,
        field_pattern=f"{s}({q}(?:[^{q}]|{q}{q})*{q}[^{s}]*|[^{s}]*)",
        plain_pattern=f"(?:{plain})(?:{s}(?:{plain}))*",
        record_pattern=f"{field}(?:{s}{field})*",
        width=width,
        most_separators=width + MOST_SEPARATORS,
    )
