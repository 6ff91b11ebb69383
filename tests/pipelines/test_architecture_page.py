"""The architecture page names the queries of a night in the order in which they run."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines import explanations, matching, variances
from pipelines.books.opening import FETCHES, PLAN_PEOPLE_AND_PAPER
from pipelines.closing.close import PLAN
from pipelines.disputes.cases import ENDING, JUDGING
from pipelines.engine.settle import CLOSING
from pipelines.worklist import build, kpis

PAGE = Path(__file__).resolve().parents[2] / "docs" / "architecture.md"
STAGES = {
    "books, fetched": [wanted for _, wanted in FETCHES],
    "books, laid over": PLAN_PEOPLE_AND_PAPER,
    "matching, corrections": matching.CORRECTIONS,
    "matching, advice": matching.ADVICE,
    "matching, references": matching.REFERENCES,
    "matching, memos": matching.MEMOS,
    "matching, settlement": matching.SETTLEMENT,
    "variances, findings": variances.FINDINGS,
    "variances, evidence": variances.EVIDENCE,
    "variances, ledgers": variances.LEDGERS,
    "explanations": explanations.rule_names(),
    "engine, closing": CLOSING,
    "closing": PLAN,
    "cases": (*JUDGING, *ENDING),
    "worklist": build.QUERIES,
    "measures": kpis.QUERIES,
}


@pytest.mark.parametrize("stage", STAGES)
def test_the_page_names_the_queries_of_a_stage_in_order(stage: str):
    queries = ", ".join(STAGES[stage])
    assert queries in PAGE.read_text(encoding="utf-8"), f"{PAGE.name}, {stage}: expected\n{queries}"
