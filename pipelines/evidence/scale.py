"""The evidence scale: how much each kind of evidence weighs. The values and their reasons are in the policy file.

Weights are bits: one more bit makes a cause twice as likely against "nothing explains it". A cause's weight
is its best signature plus what the payer's code and words say for it; its confidence is its share, 2^weight,
among all causes that fit and `unexplained`. So confidence falls with the number and the strength of rivals.
No rule and no table is named here.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """The weights and bounds of the evidence; a rule reads `scale_<field>()` (`pipelines/macros/evidence_scale.sql`)."""

    unexplained: float
    arithmetic_most: float
    arithmetic_least: float
    document: float
    identical: float
    repeated: float
    code: float
    code_same_type: float
    words: float
    words_with_code: float
    habit: float
    refuted: float
    rare: float
    usual: float
    against_code: float
    tie: float
    confidence_most: float
    round_weight: int
    very_round_weight: int
    percent_most: int
    evidence_rows: int
