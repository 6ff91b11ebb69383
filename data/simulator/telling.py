"""From the lines that payers mean to what we are told: references, advice, payments, and what of it is lost on the way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from data.simulator.advice import make_advice
from data.simulator.behaviour import Behaviour
from data.simulator.distortions import distort_lines
from data.simulator.payments import FIRST, make_payments
from data.simulator.plan import Plan
from data.simulator.references import write_references
from data.simulator.silence import hide_cut, hide_lines


@dataclass(frozen=True)
class Telling:
    """How one zone's payers tell: called with settlement lines, and the number of the first payment."""

    documents: pl.DataFrame
    payers: pl.DataFrame
    plan: Plan
    nights: list[date]
    behaviour: Behaviour
    seed: int

    def __call__(
        self, lines: pl.DataFrame, first: int = FIRST
    ) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
        """The lines as they are shown, their payments, and the advice."""
        behaviour, seed, paid = self.behaviour, self.seed + first - FIRST, self.plan.paid
        told = hide_lines(lines, paid, behaviour, seed)
        told = write_references(told, self.documents, paid, behaviour, seed)
        told = distort_lines(told, paid, behaviour, seed)
        payments = make_payments(told, self.payers, self.nights, behaviour, seed, first)
        told = hide_cut(told, payments)
        return told, payments, make_advice(told, payments, self.nights, behaviour, seed)
