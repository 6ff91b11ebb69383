"""`python -m tests.models.mutations`: change models at random places, and print the changes that no test of theirs notices.

A change is one of those that people make by mistake: a condition dropped or turned, a bound off by one, an order turned,
a tie-break dropped, an outer join made an inner one, a branch of a union dropped. It is made in the syntax tree that
DuckDB's parser gives, so that the result is a query. Some changes make no difference to any rows; those that are left
have to be read.
"""

from __future__ import annotations

import argparse
import contextlib
import copy
import io
import json
import random
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from threading import Timer
from typing import Any

import duckdb
import pytest

from pipelines.models import Model, file_name, models
from pipelines.models.rooms import ROOMS, room_of
from tests.models.running import shared_connection

TESTS = Path(__file__).parent
MOST_SECONDS = 120
"""After that the query of a test is interrupted, and its test fails."""
NEIGHBOURS = {
    "COMPARE_LESSTHAN": "COMPARE_LESSTHANOREQUALTO",
    "COMPARE_LESSTHANOREQUALTO": "COMPARE_LESSTHAN",
    "COMPARE_GREATERTHAN": "COMPARE_GREATERTHANOREQUALTO",
    "COMPARE_GREATERTHANOREQUALTO": "COMPARE_GREATERTHAN",
    "COMPARE_EQUAL": "COMPARE_NOTEQUAL",
    "COMPARE_NOTEQUAL": "COMPARE_EQUAL",
    "CONJUNCTION_AND": "CONJUNCTION_OR",
    "CONJUNCTION_OR": "CONJUNCTION_AND",
    "OPERATOR_IS_NULL": "OPERATOR_IS_NOT_NULL",
    "OPERATOR_IS_NOT_NULL": "OPERATOR_IS_NULL",
}
TURNED = {"ORDER_DEFAULT": "DESCENDING", "ASCENDING": "DESCENDING", "DESCENDING": "ASCENDING"}

Node = dict[str, Any]
Change = tuple[str, Callable[[], None]]


def changes(tree: Any) -> Iterator[Change]:
    """Yield what can be changed in a syntax tree: what is done, in words, and the function that does it in place."""
    if isinstance(tree, list):
        for each in tree:
            yield from changes(each)
    if not isinstance(tree, dict):
        return
    yield from _turned(tree)
    yield from _dropped(tree)
    for each in tree.values():
        yield from changes(each)


def _turned(node: Node) -> Iterator[Change]:
    kind = str(node.get("type"))
    if kind in NEIGHBOURS:
        yield f"{kind} becomes {NEIGHBOURS[kind]}", lambda: node.update(type=NEIGHBOURS[kind])
    if kind in TURNED and "null_order" in node:
        yield "an order is turned", lambda: node.update(type=TURNED[kind])
    if node.get("join_type") == "LEFT":
        yield "a left join becomes an inner one", lambda: node.update(join_type="INNER")


def _dropped(node: Node) -> Iterator[Change]:
    conditions = node.get("children", [])
    if str(node.get("type")).startswith("CONJUNCTION") and len(conditions) > 1:
        for place in range(len(conditions)):
            yield (
                f"condition {place + 1} of {len(conditions)} is dropped",
                lambda at=place: conditions.pop(at),
            )
    if node.get("type") == "SET_OPERATION_NODE" and len(conditions) > 2:
        for place in range(len(conditions)):
            yield f"branch {place + 1} of a union is dropped", lambda at=place: conditions.pop(at)
    if len(orders := node.get("orders") or []) > 1:
        yield "the last tie-break is dropped", orders.pop
    if node.get("qualify"):
        yield "QUALIFY is dropped", lambda: node.update(qualify=None)
    if node.get("where_clause"):
        yield "WHERE is dropped", lambda: node.update(where_clause=None)


def mutants(model: Model) -> list[tuple[str, str]]:
    """Return every change of a model: what is done, and the query after it."""
    parser = duckdb.connect()
    [(found,)] = parser.execute("SELECT json_serialize_sql($1)", [model.text]).fetchall()
    tree, made = json.loads(found), []
    for number in range(len(list(changes(tree)))):
        changed = copy.deepcopy(tree)
        words, change = list(changes(changed))[number]
        change()
        with contextlib.suppress(duckdb.Error):
            [(text,)] = parser.execute(
                "SELECT json_deserialize_sql($1::JSON)", [json.dumps(changed)]
            ).fetchall()
            made.append((words, text))
    return made


def unchanged(model: Model) -> str:
    """Return the query as the parser writes it from its own syntax tree."""
    tree = "json_serialize_sql($1)::JSON"
    [(text,)] = duckdb.connect().execute(f"SELECT json_deserialize_sql({tree})", [model.text]).fetchall()
    return str(text)


@cache
def is_faithful(name: str) -> bool:
    """Return whether the tests of a model pass with its query as the parser writes it."""
    return survives(models()[name], unchanged(models()[name]))


def tests_of(model: Model) -> list[Path]:
    """Return the files of tests that name the model, or import a helper of theirs that does."""
    names = {f'"{model.name}"', f'"{file_name(model)}"'}
    texts = {file: file.read_text(encoding="utf-8") for file in TESTS.rglob("*.py")}
    naming = {file for file, text in texts.items() if any(name in text for name in names)}
    helpers = {
        f"{file.parent.name}.{file.stem} import" for file in naming if not file.stem.startswith("test_")
    }
    using = {file for file, text in texts.items() if any(helper in text for helper in helpers)}
    return sorted(file for file in naming | using if file.stem.startswith("test_"))


def survives(model: Model, text: str) -> bool:
    """Return whether all tests that run the model pass with another query in its place."""
    files = list(map(str, tests_of(model)))
    models()[model.name] = Model(model.room, model.name, text)
    # A changed recursion may never end.
    watchdog = Timer(MOST_SECONDS, shared_connection().interrupt)
    watchdog.start()
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            return (
                not files or pytest.main(["-q", "-x", "-p", "no:cacheprovider", *files]) == pytest.ExitCode.OK
            )
    finally:
        watchdog.cancel()
        models()[model.name] = model


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.models.mutations", description=__doc__)
    parser.add_argument(
        "rooms", nargs="*", default=[room for room in ROOMS if (TESTS / room.rpartition(".")[2]).is_dir()]
    )
    parser.add_argument("--count", type=int, default=10, help="mutations of each room")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    alive = 0
    for room in options.rooms:
        chance = random.Random(f"{options.seed} {room}")
        members = [m for m in models().values() if room_of(m.room) == room and m.header[1:]]
        drawn = [(m, words, text) for m in members for words, text in mutants(m)]
        for model, words, text in chance.sample(drawn, min(options.count, len(drawn))):
            if not is_faithful(model.name):
                print(
                    f"{room}: {model.name}: cannot be tried: the parser writes its query differently",
                    flush=True,
                )
                continue
            lives = survives(model, text)
            alive += lives
            print(f"{room}: {model.name}: {words}: {'SURVIVES' if lives else 'noticed'}", flush=True)
    print(f"{alive} survive")
    return min(alive, 1)


if __name__ == "__main__":
    sys.exit(main())
