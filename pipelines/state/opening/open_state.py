"""All tables of the books' step: the working tables of a night, and the earlier cases that it touches."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pyarrow as pa

from pipelines.sql import Lay, at_hand
from pipelines.state.opening.fetching import fetch_people
from pipelines.state.opening.open_books import open_books
from pipelines.state.opening.reader import Books


def open_state(
    landed: Mapping[str, pa.Table], books: Books, night: date, lay: Lay = at_hand
) -> dict[str, pa.Table]:
    """Return the tables of `open_books`, and `known_activities`, `known_cases` and `known_outcomes` of `fetch_people`.

    Args:
        landed: The night's extracts by name.
        books: The books of the night before.
        night: The night.
        lay: Where the rows of a table go, as they come.
    """
    working = open_books(landed, books, night, lay)
    people = fetch_people(books, working["night_variances"], landed["dispute_activity"])
    return {**working, **{name: lay(name, table.to_reader()) for name, table in people.items()}}
