"""Decides from a query's syntax tree whether it has no rows because tables that it reads have none.

Planning a query costs a small night far more than running it, and most queries of a small night have nothing to do: nobody
sent advice, nothing was reversed. The rules err on one side: a query of which this module knows nothing may have rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from pipelines.databases import parser

Node = Mapping[str, Any]
IsEmpty = Callable[[str], bool]
"""Whether a table has no rows."""
Emptiness = Callable[[IsEmpty], bool]
"""Whether a query has no rows, given which tables have none."""


def emptiness_of(query: Node) -> Emptiness:
    """Return the rule by which a query node, as `json_serialize_sql` gives it, has no rows."""
    return _of_query(query, {})


def _of_query(node: Node, ctes: Mapping[str, Emptiness]) -> Emptiness:
    for cte in node.get("cte_map", {}).get("map", ()):
        ctes = {**ctes, cte["key"]: _of_query(cte["value"]["query_node"], ctes)}
    match node["type"]:
        case "SELECT_NODE":
            return _of_select(node, ctes)
        case "SET_OPERATION_NODE" if node["setop_type"] in ("UNION", "UNION_BY_NAME"):
            return _all([_of_query(child, ctes) for child in node["children"]])
        case "SET_OPERATION_NODE" if node["setop_type"] in ("EXCEPT", "INTERSECT"):
            return _of_query(node["children"][0], ctes)
        case "RECURSIVE_CTE_NODE":
            return _of_query(node["left"], ctes)
    return _never


def _of_select(node: Node, ctes: Mapping[str, Emptiness]) -> Emptiness:
    return _never if _has_a_row_of_nothing(node) else _of_source(node.get("from_table", {}), ctes)


def _of_source(node: Node, ctes: Mapping[str, Emptiness]) -> Emptiness:
    match node.get("type"):
        case "BASE_TABLE" if "schema_name" not in node:
            name = node["table_name"]
            return ctes.get(name, lambda is_empty: is_empty(name))
        case "SUBQUERY":
            return _of_query(node["subquery"]["node"], ctes)
        case "JOIN" if node.get("ref_type") != "POSITIONAL":
            return _of_join(node, ctes)
    return _never


def _of_join(node: Node, ctes: Mapping[str, Emptiness]) -> Emptiness:
    left, right = _of_source(node["left"], ctes), _of_source(node["right"], ctes)
    match node.get("join_type"):
        case "INNER" | "SEMI":
            return _any([left, right])
        case "LEFT" | "ANTI":
            return left
        case "RIGHT":
            return right
        case "FULL":
            return _all([left, right])
    return _never


def _has_a_row_of_nothing(node: Node) -> bool:
    """Return whether a SELECT aggregates all rows into one, which it has also where there are none."""
    if groups := node.get("group_sets"):
        return not all(groups)
    selected = node.get("select_list", [])
    if node.get("aggregate_handling") == "FORCE_AGGREGATES":
        return all(_aggregates(item) or item.get("class") == "CONSTANT" for item in selected)
    return _aggregates([selected, node.get("having"), node.get("qualify"), node.get("modifiers")])


def _aggregates(node: Any) -> bool:
    """Return whether an expression aggregates rows, not counting its subqueries."""
    if isinstance(node, list):
        return any(map(_aggregates, node))
    if not isinstance(node, dict) or node.get("class") == "SUBQUERY":
        return False
    is_aggregate = node.get("class") == "FUNCTION" and node["function_name"] in _aggregate_functions()
    return is_aggregate or any(map(_aggregates, node.values()))


@cache
def _aggregate_functions() -> frozenset[str]:
    rows = parser().execute(
        "SELECT DISTINCT function_name FROM duckdb_functions() WHERE function_type = 'aggregate'"
    )
    return frozenset(name for (name,) in rows.fetchall())


def _never(is_empty: IsEmpty) -> bool:
    return False


def _all(rules: list[Emptiness]) -> Emptiness:
    return lambda is_empty: all(rule(is_empty) for rule in rules)


def _any(rules: list[Emptiness]) -> Emptiness:
    return lambda is_empty: any(rule(is_empty) for rule in rules)
