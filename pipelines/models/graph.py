"""The graph of models: who reads whom, in what order they can be made, and which are read by nobody.

A parameter that `PARAMETERS` gives as a query stands between the models that read it and those that its
query reads. What does **not** belong here: making tables (`session`), and which rooms may read which (`rooms`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

import pyarrow as pa

from pipelines.catalog import EXTRACTS
from pipelines.models.parameters import PARAMETERS
from pipelines.models.reading import reads_of
from pipelines.models.registry import Model, models
from pipelines.models.rooms import room_of

Graph = Mapping[str, frozenset[str]]
"""The tables that each table is made from."""


@cache
def graph() -> Graph:
    """Return what each model and parameter reads."""
    parameters = {name: _reads_of_parameter(query) for name, query in PARAMETERS.items()}
    return {**parameters, **{model.name: model.reads for model in models().values()}}


def _reads_of_parameter(query: str | pa.Schema) -> frozenset[str]:
    return reads_of(query).tables if isinstance(query, str) else frozenset()


def unknown_reads() -> dict[str, frozenset[str]]:
    """Return, by model, the tables that it reads although nobody makes or gives them."""
    known = graph()
    found = {name: reads - known.keys() for name, reads in known.items()}
    return {name: reads for name, reads in found.items() if reads}


def in_order() -> list[str]:
    """Return all names, each after those that it is made from.

    Raises:
        ValueError: Tables are made from each other in a circle.
    """
    ordered: dict[str, None] = {}
    for name in sorted(graph()):
        _visit(name, ordered, ())
    return list(ordered)


def _visit(name: str, ordered: dict[str, None], path: tuple[str, ...]) -> None:
    if name in path:
        raise ValueError("a circle: " + " → ".join((*path[path.index(name) :], name)))
    if name not in ordered:
        for read in sorted(graph().get(name, ())):
            _visit(read, ordered, (*path, name))
        ordered[name] = None


def upstream(name: str) -> list[str]:
    """Return what a table is made from, directly or not, each after its own inputs."""
    return _in_order(_reach(name, graph()))


def downstream(name: str) -> list[str]:
    """Return what is made from a table, directly or not."""
    return _in_order(_reach(name, readers()))


@cache
def readers() -> Graph:
    """Return the tables that are made from each table directly."""
    found: dict[str, set[str]] = {name: set() for name in graph()}
    for name, reads in graph().items():
        for read in reads:
            found.setdefault(read, set()).add(name)
    return {name: frozenset(names) for name, names in found.items()}


def extracts_of(name: str) -> list[str]:
    """Return the extracts that a table is made from, landed tonight or known from the books, in alphabetical order."""
    sources = {source.partition("_")[2] for source in _reach(name, graph()) if source in PARAMETERS}
    return sorted(sources & EXTRACTS.keys())


def longest_chain() -> list[str]:
    """Return the longest row of tables of which each is made from the one before."""
    chains: dict[str, list[str]] = {}
    for name in in_order():
        before = max((chains[read] for read in graph().get(name, ())), key=len, default=[])
        chains[name] = [*before, name]
    return max(chains.values(), key=len)


def planned_without_rows() -> list[str]:
    """Return the models whose query is planned even on a night on which nobody has sent anything and the books are empty."""
    planned: dict[str, bool] = dict.fromkeys(PARAMETERS, False)
    for name in in_order():
        if name not in PARAMETERS:
            planned[name] = not models()[name].parsed.is_empty(lambda table: not planned[table])
    return [name for name, is_planned in planned.items() if is_planned]


def edges_between_rooms() -> dict[tuple[str, str], list[tuple[Model, Model]]]:
    """Return the reads of one room's models by another's, as (reader, read)."""
    known = models()
    found: dict[tuple[str, str], list[tuple[Model, Model]]] = {}
    for model in known.values():
        for read in sorted(model.reads & known.keys()):
            if room_of(known[read].room) != room_of(model.room):
                found.setdefault((room_of(model.room), room_of(known[read].room)), []).append(
                    (model, known[read])
                )
    return found


def _reach(name: str, edges: Graph) -> set[str]:
    found: set[str] = set()
    waiting = [name]
    while waiting:
        new = edges.get(waiting.pop(), frozenset()) - found
        found |= new
        waiting += new
    return found


def _in_order(names: Iterable[str]) -> list[str]:
    wanted = set(names)
    return [name for name in in_order() if name in wanted]
