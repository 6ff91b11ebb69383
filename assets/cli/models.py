"""`tieout models`: what a table of the night is made from and who reads it, or the whole graph in figures."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches

from assets.terminal import say
from pipelines.errors import Refused
from pipelines.models import models
from pipelines.models.graph import (
    downstream,
    graph,
    longest_chain,
    planned_without_rows,
    readers,
    unknown_reads,
    upstream,
)
from pipelines.models.parameters import PARAMETERS
from pipelines.models.rooms import ABOUT, ROOMS, room_of


def print_models(options: Namespace) -> int:
    """Print one model, the figures of the graph, or every model by room."""
    if options.summary:
        say(*_summary())
    elif options.name:
        say(*_model(options.name))
    else:
        say(*_rooms())
    return 0


def _rooms() -> Iterator[str]:
    for room in ROOMS:
        yield f"{room}: {ABOUT[room]}"
        yield from (f"  {m.name:<28} {m.grain}" for m in models().values() if room_of(m.room) == room)


def _model(name: str) -> Iterator[str]:
    if name not in graph():
        near = get_close_matches(name, graph(), 3)
        hint = f"; did you mean {' or '.join(near)}?" if near else "; `tieout models` lists all"
        raise Refused(f"model {name}: expected a model or a parameter, found none of that name{hint}")
    yield from _head(name)
    for title, names in (
        ("Reads", sorted(graph()[name])),
        ("Read by", sorted(readers()[name])),
        ("Made from, in order", upstream(name)),
        ("Leads to, in order", downstream(name)),
    ):
        yield f"{title} ({len(names)}): {', '.join(names) or 'none'}"


def _head(name: str) -> Iterator[str]:
    if name in PARAMETERS:
        yield f"{name}: a parameter, given or defined by the session that reads it"
        return
    model = models()[name]
    yield f"{name}: {model.grain}"
    yield f"Room: {model.room}; made by {model.file}"
    yield f"Key: {', '.join(model.key) or 'none; rows may repeat'}"


def _summary() -> Iterator[str]:
    known = models()
    rooms = Counter(room_of(model.room) for model in known.values())
    chain = longest_chain()
    yield f"Models         {len(known)}: " + ", ".join(f"{room} {rooms[room]}" for room in ROOMS)
    yield f"Parameters     {len(PARAMETERS)}"
    yield f"Reads          {sum(len(reads) for reads in graph().values())}"
    yield f"Longest chain  {len(chain)}: {' → '.join(chain)}"
    yield "Cycles         none"
    yield f"Planned        {len(planned_without_rows())} on a night without a row: {', '.join(planned_without_rows())}"
    yield f"Unknown reads  {', '.join(sorted(unknown_reads())) or 'none'}"
    yield f"Without a key  {', '.join(sorted(m.name for m in known.values() if not m.key)) or 'none'}"
