"""Variances as cases: people's activity, statuses, owners and the history of every dispute.

What does **not** belong here: the money of a dispute (the engine moves it), and its order on the worklist.
"""

from pipelines.disputes.cases import decisions, work_cases
from pipelines.disputes.night import make_cases

__all__ = ["decisions", "make_cases", "work_cases"]
