"""Every cause of a dispute has all that the rest of the night asks of it."""

from __future__ import annotations

import re

import duckdb
import pytest

from pipelines.catalog.codes import ACTIONS, CAUSE_KINDS
from pipelines.catalog.subtypes import SUBTYPES, TYPES, Subtype, subtype_macros, subtype_tables

CASES = pytest.mark.parametrize("subtype", SUBTYPES, ids=lambda each: each.name)


def test_a_subtype_is_named_once() -> None:
    assert len({each.name for each in SUBTYPES}) == len(SUBTYPES)


@CASES
def test_a_subtype_belongs_to_a_type_and_has_actions_that_there_are(subtype: Subtype) -> None:
    assert subtype.dispute_type in TYPES
    assert {subtype.documented_action, subtype.otherwise_action} <= set(ACTIONS)
    assert subtype.root_cause is None or subtype.root_cause in CAUSE_KINDS


@CASES
def test_a_subtype_has_a_paper_and_asks_the_payer_for_one_at_most(subtype: Subtype) -> None:
    assert subtype.papers
    assert len([paper for paper in subtype.papers if paper.asked_from == "payer"]) <= 1
    assert all(re.match(r"[a-z]", paper.wording) for paper in subtype.papers)


def test_the_tables_have_a_row_per_subtype_and_per_paper() -> None:
    tables = subtype_tables()
    assert tables["subtypes"]["dispute_subtype"].to_pylist() == [each.name for each in SUBTYPES]
    assert tables["needed_evidence"].num_rows == sum(len(each.papers) for each in SUBTYPES)


@pytest.mark.parametrize(
    ("dispute_type", "subtype", "said"),
    [
        ("pricing", "contract_price", "a price difference"),
        ("other", "withholding_tax", "withholding tax"),
        ("short_ship", None, "a shortage"),
        ("billing_error", None, "an error of our bill"),
        ("other", None, "other"),
    ],
)
def test_a_cause_is_said_in_words(dispute_type: str, subtype: str | None, said: str) -> None:
    database = duckdb.connect()
    database.execute(subtype_macros())
    assert database.execute("SELECT cause_text($1, $2)", [dispute_type, subtype]).fetchall() == [(said,)]
