"""All stories run once, side by side, in the same five nights."""

from __future__ import annotations

from importlib import import_module

import pytest

from tests.contract.story import Story, day
from tests.contract.view import Tables
from tests.models.watching import Watch, watched
from tests.nights import NightRunner, Rows

TOPICS = (
    "deductions",
    "discounts",
    "corrections",
    "credits",
    "too_much",
    "memos",
    "memo_words",
    "memo_lists",
    "postings",
    "references",
    "ties",
    "presumed",
    "mending",
    "conflicts",
    "combinations",
    "amounts",
    "candidates",
    "splits",
    "order",
    "families",
    "identity",
    "credits_in_part",
    "held",
    "restated",
    "claims",
    "posted",
    "returns",
    "again",
    "sent_back",
)
NIGHTS = 5


def all_stories() -> list[Story]:
    """Every story of every topic, each with the number that its payer and documents bear."""
    found: list[Story] = []
    for topic in TOPICS:
        for story in import_module(f"tests.contract.{topic}").STORIES:
            object.__setattr__(story, "number", 100 + len(found))
            found.append(story)
    return found


@pytest.fixture(scope="session")
def contract_nights(tmp_path_factory: pytest.TempPathFactory) -> tuple[Tables, Watch]:
    """The nights' tables, and what was seen of the models that made them."""
    runner = NightRunner(tmp_path_factory.mktemp("contract"))
    with watched() as watch:
        for night in range(1, NIGHTS + 1):
            runner.run(day(night), story_rows(night))
    return runner.tables, watch


@pytest.fixture(scope="session")
def contract_tables(contract_nights: tuple[Tables, Watch]) -> Tables:
    return contract_nights[0]


def story_rows(night: int) -> Rows:
    """What all stories send on that night."""
    stories = all_stories()
    rows: Rows = {}
    for story in stories:
        for extract, row in story.rows(night):
            rows.setdefault(extract, []).append(row)
    if night == 1:
        rows.setdefault("payers", []).extend(
            {"payer_id": story.payer, "name": f"Payer {story.number}"} for story in stories
        )
    return rows
