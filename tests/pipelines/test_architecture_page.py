"""The architecture page names the queries of a night in the order in which they run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipelines import billing, explanations, matching, variances
from pipelines.billing.exceptions import COMPARED, DOCUMENTS, ITEMS, PRICES
from pipelines.books.opening import FETCHES, PLAN_MONEY, PLAN_PEOPLE_AND_PAPER
from pipelines.closing.close import OF_GROUPS, PAPERS, PLAN
from pipelines.disputes.cases import ENDING, JUDGING
from pipelines.engine.settle import CLOSING
from pipelines.explanations import unknown_codes
from pipelines.matching import amounts
from pipelines.matching.trace import TRACE
from pipelines.worklist import build, kpis

PAGE = Path(__file__).resolve().parents[2] / "docs" / "architecture.md"
STAGES = {
    "older rows that tonight names": [wanted for _, wanted in FETCHES],
    "people and paper: tonight laid over them": PLAN_PEOPLE_AND_PAPER,
    "who paid, and by what advice": PLAN_MONEY,
    "documents to test, and those at hand of their payers": DOCUMENTS,
    "what items cost at other times and others": (*ITEMS, *PRICES),
    "what is usual for a payer": COMPARED,
    "faults, each tested on every document": billing.fault_names(),
    "what stands, and what tonight takes back or restates": matching.CORRECTIONS,
    "advice as it reads": matching.ADVICE,
    "references to documents": matching.REFERENCES,
    "what advice puts where": matching.ADVICE_SETTLEMENT,
    "where a gap in advice lies": ("gap_shortfalls", "gap_proofs"),
    "memos": matching.MEMOS,
    "where a bundle's shortfall lies": matching.MEMO_SETTLEMENT,
    "amounts alone": (*amounts.PREPARED, *amounts.WEIGHED, *amounts.JUDGED),
    "ways to pay, each tried on every such payment": amounts.family_names(),
    "what each payment puts on each document": matching.SETTLEMENT,
    "what is short, what credit memos and money settle": (*variances.FINDINGS, *variances.SETTLED),
    "papers to explain it by": variances.EVIDENCE,
    "rules, each tested on every shortfall": explanations.rule_names(),
    "deductions that papers prove to be of several causes, in their parts": variances.SPLITTING,
    "outcome, identity and ledger": variances.LEDGERS,
    "tonight's rows: what is wanted less what stands": CLOSING,
    "what came close": TRACE,
    "master data and papers after the night": PAPERS,
    "people's decisions, the books of payer groups, what is open": (
        *PLAN,
        *(name for name in OF_GROUPS if name not in PLAN),
    ),
    "cases": (*JUDGING, *ENDING),
    "codes that nobody has mapped (in `explanations`)": (*unknown_codes.QUERIES, unknown_codes.LIST.name),
    "worklist": (*build.QUERIES, *(name for name in build.BUILT if name not in build.QUERIES)),
    "measures": kpis.QUERIES,
}


@pytest.mark.parametrize("stage", STAGES)
def test_the_page_names_the_queries_of_a_stage_in_order(stage: str):
    row = f"| {stage} | {', '.join(STAGES[stage])} |"
    rows = re.findall(rf"^\| {re.escape(stage)} \|.*$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == [row], f"docs/architecture.md: let the row read\n{row}"
