"""Texts and names become SQL by one module, and no statement puts them between quotes by itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.sql import engine
from pipelines.sql_text import identifier, literals

PROJECT = Path(__file__).resolve().parents[2]
HOSTILE = (
    "it's",
    "''",
    "a' || (SELECT 1) || '",
    '"; DROP TABLE t; --',
    "$$",
    "$1",
    "/* */",
    "a\nb",
    "a\0b",
    "\\",
    "",
)
SQL = (
    "SELECT ",
    "FROM ",
    "WHERE ",
    "CASE ",
    "WHEN ",
    "THEN ",
    " IN (",
    " AS ",
    "SET ",
    "DATE ",
    "ATTACH ",
    "replace(",
)


def test_every_text_comes_back_as_it_was():
    names = [text for text in HOSTILE if text]
    with engine() as connection:
        assert connection.execute(f"SELECT [{literals(HOSTILE)}]").fetchall() == [(list(HOSTILE),)]
        listed = ", ".join(f"{number} AS {identifier(name)}" for number, name in enumerate(names))
        described = connection.sql(f"DESCRIBE SELECT {listed}").fetchall()
    assert [name for name, *_ in described] == names


def quoted_placeholders(source: str) -> Iterator[str]:
    """The f-strings of a module that are SQL and have a placeholder between single quotes, other than a constant of the
    module (its name is in capitals) and other than `!r`, which messages use."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.JoinedStr):
            parts = [_part(value) for value in node.values]
            text = "".join(parts)
            is_sql = text.startswith("'") or any(word in text for word in SQL)
            if is_sql and any(
                part == "\ufffc" and _is_inside("".join(parts[:at])) for at, part in enumerate(parts)
            ):
                yield text


def _part(value: ast.expr) -> str:
    if isinstance(value, ast.Constant):
        return str(value.value)
    assert isinstance(value, ast.FormattedValue)
    is_constant = isinstance(value.value, ast.Name) and value.value.id.isupper()
    return "" if is_constant or value.conversion == ord("r") else "\ufffc"


def _is_inside(before: str) -> bool:
    """Return whether SQL of which this is the beginning goes on inside a literal; comments are left out."""
    lines = (line.partition("--")[0] for line in before.splitlines())
    return "\n".join(lines).count("'") % 2 == 1


def test_no_statement_puts_a_value_between_quotes():
    files = [path for room in ("pipelines", "checks", "assets") for path in (PROJECT / room).rglob("*.py")]
    found = {
        f"{path.relative_to(PROJECT)}: {text}"
        for path in files
        for text in quoted_placeholders(path.read_text(encoding="utf-8"))
    }
    assert found == set()


@pytest.mark.parametrize(
    ("source", "is_found"),
    [
        pytest.param("""f"SELECT '{name}' AS fault" """, True, id="a value between quotes"),
        pytest.param("""f"'{name}: expected {wanted}, found nothing'" """, True, id="a literal put together"),
        pytest.param("""f"SELECT {literal(name)} AS fault" """, False, id="a literal"),
        pytest.param("""f"SELECT '{_DAYS}' AS fault" """, False, id="a constant of the module"),
        pytest.param("""f"SELECT 'x' AS {name}" """, False, id="beside a literal"),
    ],
)
def test_the_check_finds_what_it_should(source, is_found):
    assert bool(list(quoted_placeholders(source))) == is_found
