"""The page of tables says what the declarations say, and its links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipelines.catalog import ALL
from pipelines.catalog.documentation import COMMAND, document

PROJECT = Path(__file__).resolve().parents[2]
PAGES = sorted([*PROJECT.glob("*.md"), *PROJECT.glob("docs/**/*.md"), *PROJECT.glob("data/*.md")])


def test_the_page_of_tables_is_in_step():
    page = (PROJECT / "docs" / "tables.md").read_text(encoding="utf-8")
    assert page == document(), f"docs/tables.md is out of step; run: {COMMAND}"


def test_every_table_and_column_is_on_the_page():
    sections = dict(re.findall(r"^### (\w+)\n(.*?)(?=^##|\Z)", document(), re.MULTILINE | re.DOTALL))
    assert set(sections) == set(ALL)
    for name, table in ALL.items():
        assert re.findall(r"^\| `(\w+)`", sections[name], re.MULTILINE) == list(table.names)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))
def test_links_within_the_project_lead_somewhere(page: Path):
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        linked = (page.parent / file).resolve() if file else page
        assert linked.exists(), f"{page.name}: {target}"
        if anchor:
            titles = re.findall(r"^#+ (.*)$", linked.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in [_anchor(title) for title in titles], f"{page.name}: {target}"


def _anchor(title: str) -> str:
    return re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-")
