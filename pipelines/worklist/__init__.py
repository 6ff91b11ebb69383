"""The worklist of a night, one row per open dispute in the order of work, and the measures of the night.

What does **not** belong here: what a dispute is and how its money moves; nothing here changes a case.
"""

from pipelines.worklist.behaviour import describe_payers
from pipelines.worklist.build import build_worklist
from pipelines.worklist.kpis import measure_night
from pipelines.worklist.night import list_work

__all__ = ["build_worklist", "describe_payers", "list_work", "measure_night"]
