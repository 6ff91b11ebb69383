"""The committed sample: real documents of UCI Online Retail, 20 business nights, everything else simulated."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl

from data.simulator import uci
from data.simulator.behaviour import Behaviour
from data.simulator.duplicates import Numbering
from data.simulator.nights import business_nights
from data.simulator.payers import add_habits
from data.simulator.simulate import FIRST_NIGHT, build_zone
from data.simulator.zone import Zone

SEED = 2015
NIGHTS = 20
PAYERS = 300
BACKLOG_DAYS = 38
MOST_LINES = 60
COMPANY = "1000"
REFERENCES = {
    "exact": 0.46, "separators": 0.08, "prefix": 0.08, "leading_zeros": 0.06, "last_digits": 0.06, "po": 0.06,
    "delivery": 0.06, "bare_digits": 0.02, "lower_case": 0.02, "suffix": 0.02, "swapped": 0.03, "look_alike": 0.03,
    "dropped": 0.02,
}  # fmt: skip
LEFT_OUT = (
    "free_delivery", "wrong_footing", "wrong_extension", "wrong_tax_rate", "wrong_freight", "wrong_price", "wrong_unit",
    "two_causes", "systematic_price", "again_at_once", "own_claim_number", "paid_again", "line_amount_wrong", "line_twice",
    "not_itemised", "payerless_advice", "companyless_advice", "split_advice", "joint_advice", "joined_lines", "shared_po",
    "joined_memo", "cut_memo_long", "other_document", "payer_unknown_untold", "misspelt_name", "has_alias", "child_pays",
)  # fmt: skip
"""What does not happen in the sample."""
LIVELY = replace(
    replace(Behaviour(), **dict.fromkeys(LEFT_OUT, 0.0), references=REFERENCES, families={}).scaled(1.4),
    late_discount=0.12, excess_discount=0.04, overpaid=0.015, arithmetic=0.03, withholding_tax=0.015, unexplained=0.04,
    bank_charges=0.015, part_payment=0.02, two_deductions=0.3, shared_claim=0.06,
    misleading_code=0.15, returned_payment=0.02, restated_before=0.02,
    restated_lower=0.015, restated_higher=0.01, cancelled=0.02, zero_sum=0.01, missing_advice=0.015, line_left_out=0.03,
    billed_twice=0.03, paid_twice=0.02, claim_only=0.06, deduction_twice=0.35, repaid=0.12, credited_later=0.12,
    memo_netted=0.45, memo_settles=1.0, memo_used_and_deducted=0.4, misapplied=0.4,
)  # fmt: skip
"""Far more goes wrong than in life, so that a small sample holds every situation."""


def make_sample(wheel: Path, behaviour: Behaviour | None = None) -> Zone:
    """The sample's zone, out of the wheel that `uci` names."""
    behaviour = behaviour or LIVELY
    nights = business_nights(FIRST_NIGHT, NIGHTS)
    lines = _window(uci.read_lines(wheel), nights)
    documents, goods = uci.documents_of(lines, COMPANY)
    payers = add_habits(uci.payers_of(lines), behaviour, SEED)
    return build_zone(documents, goods, payers, nights, behaviour, SEED, Numbering("59", "C59", 1_001))


def _window(lines: pl.DataFrame, nights: list[date]) -> pl.DataFrame:
    return uci.choose_documents(lines, nights[0], nights[-1], BACKLOG_DAYS, PAYERS, MOST_LINES)
