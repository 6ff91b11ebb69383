"""`python -m pipelines.models.documentation > docs/models.md`: the models as a page, with a graph for each room.

What does **not** belong here: any fact about a model that neither its header nor its text holds; a test
keeps the page in step.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from pipelines.catalog import PUBLISHED
from pipelines.models.graph import extracts_of, graph, readers, upstream
from pipelines.models.parameters import PARAMETERS
from pipelines.models.registry import Model, models
from pipelines.models.rooms import ABOUT, ROOMS, room_of
from pipelines.worklist.build import BUILT as MODELS_OF_WORKLIST

COMMAND = "python -m pipelines.models.documentation > docs/models.md"
OPENING = f"""\
# Models

Generated from the headers and the text of the queries by `{COMMAND}`; change those, not this page.

A model is a query with a name of its own: one `.sql` file, whose first lines state the grain and the key. DuckDB's
parser reads off its text which tables it reads; nobody writes an order down. A session (`pipelines.models.session`)
makes a model after those that it reads, each once. A *parameter* is a table that a session is given or defines: a
landed extract, a book of the night before, a list of the policy, or the question that the evidence is asked. `tieout
models NAME` prints what a table is made from and what it leads to; `run_model` (`tests/models/running.py`) runs one
model alone on a few rows.

A room reads only the rooms that its section names (`pipelines/models/rooms.py`). In the graphs, an arrow leads from a table
to the model that reads it; rounded boxes are tables of other rooms and parameters.
"""


def document() -> str:
    """Return the whole page."""
    rooms = (line for room in ROOMS for line in _room(room))
    return "\n".join([OPENING, *_published(), *rooms, *_parameters()])


def _published() -> Iterator[str]:
    """Yield the lineage of the published tables that are made by models."""
    yield from (
        "## Published tables",
        "",
        "Each with the extracts that can change its rows, read off the queries.",
        "",
    )
    yield from ("| table | model | models before it | extracts |", "|---|---|---|---|")
    for table in PUBLISHED:
        name = MODELS_OF_WORKLIST.get(table, table)
        if name in models():
            before = sum(each in models() for each in upstream(name))
            yield f"| `{table}` | `{name}` | {before} | {', '.join(extracts_of(name))} |"
    yield ""


def _room(room: str) -> Iterator[str]:
    members = [model for model in models().values() if room_of(model.room) == room]
    reads = ", ".join(ROOMS[room]) or "no other room"
    yield from (f"## {room}", "", f"{ABOUT[room].capitalize()}. Reads {reads}.", "")
    yield from ("```mermaid", "graph LR", *_edges(members), "```", "")
    yield from ("| model | grain | key |", "|---|---|---|")
    yield from (_row(model) for model in members)
    yield ""


def _edges(members: list[Model]) -> Iterator[str]:
    """Yield the arrows of a graph; tables of other rooms are drawn once, for all of one room."""
    inside = {model.name for model in members}
    for model in members:
        yield from (f"    {read} --> {model.name}" for read in sorted(model.reads & inside))
        outside = {_source(read) for read in model.reads - inside}
        yield from (f"    {source}([{source}]) --> {model.name}" for source in sorted(outside))


def _source(name: str) -> str:
    return "parameters" if name in PARAMETERS else room_of(models()[name].room)


def _row(model: Model) -> str:
    key = ", ".join(f"`{name}`{' ?' if name in model.nullable_key else ''}" for name in model.key)
    grain = model.grain.replace("|", "\\|")
    return f"| `{model.name}` | {grain} | {key or 'rows may repeat'} |"


def _parameters() -> Iterator[str]:
    yield from ("## Parameters", "", "| parameter | like | read by |", "|---|---|---|")
    for name in PARAMETERS:
        like = ", ".join(f"`{read}`" for read in sorted(graph()[name])) or "-"
        yield f"| `{name}` | {like} | {', '.join(f'`{reader}`' for reader in sorted(readers()[name])) or '-'} |"
    yield ""


if __name__ == "__main__":
    sys.stdout.write(document())
