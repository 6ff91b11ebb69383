"""Reads off a query's text, with DuckDB's own parser, which tables it reads and which names its CTEs have."""

from __future__ import annotations

import json
from collections.abc import Iterator
from threading import Lock
from typing import Any, NamedTuple

from pipelines.databases import parser
from pipelines.models.emptiness import Emptiness, emptiness_of

_PARSER = Lock()
"""One parse at a time: the connection that parses is shared by all threads."""


class Reads(NamedTuple):
    """What a query's text tells.

    Attributes:
        tables: Names of the tables that it reads.
        ctes: Names of its common table expressions.
        is_empty: Whether it has no rows, given which tables have none.
    """

    tables: frozenset[str]
    ctes: frozenset[str]
    is_empty: Emptiness


def reads_of(text: str) -> Reads:
    """Return which tables a query reads, the names of its CTEs, and when it has no rows.

    Raises:
        ValueError: The text is not one SELECT.
    """
    with _PARSER:
        [(found,)] = parser().execute(_SERIALIZE, [text]).fetchall()
        tree = json.loads(found)
        if tree.get("error") or len(tree["statements"]) != 1:
            raise ValueError(f"not one SELECT: {tree.get('error_message', text)}")
        is_empty = emptiness_of(tree["statements"][0]["node"])
    return Reads(frozenset(_tables(tree, frozenset())), frozenset(_ctes(tree)), is_empty)


_SERIALIZE = "SELECT json_serialize_sql($1, skip_default := true, skip_null := true, skip_empty := true)"


def _tables(node: Any, ctes: frozenset[str]) -> Iterator[str]:
    """Yield the tables below a node in whose scope these CTEs are defined.

    A CTE is in scope of those after it and of the query; within its own definition only where it is recursive.
    """
    if isinstance(node, list):
        for each in node:
            yield from _tables(each, ctes)
    elif isinstance(node, dict):
        if node.get("type") == "BASE_TABLE" and "schema_name" not in node and node["table_name"] not in ctes:
            yield node["table_name"]
        for cte in _definitions(node):
            own = {cte["key"]} if _is_recursive(cte) else set()
            yield from _tables(cte["value"], ctes | own)
            ctes |= {cte["key"]}
        for key, value in node.items():
            if key != "cte_map":
                yield from _tables(value, ctes)


def _ctes(node: Any) -> Iterator[str]:
    children = node if isinstance(node, list) else node.values() if isinstance(node, dict) else ()
    if isinstance(node, dict):
        yield from (cte["key"] for cte in _definitions(node))
    for child in children:
        yield from _ctes(child)


def _definitions(node: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = node.get("cte_map", {}).get("map", [])
    return found


def _is_recursive(cte: dict[str, Any]) -> bool:
    return bool(cte["value"].get("query_node", {}).get("type") == "RECURSIVE_CTE_NODE")
