"""Forgetting a payer: its names and texts are masked in the lake and its copies, and in every row that lands from then on.

Figures, dates, ids, codes and allocations stay. What does **not** belong here: how a generation is built and committed
(`pipelines.lake`), and which columns hold what about a person (`pipelines.catalog`).
"""

from pipelines.forgetting.forget import Forgetting, forget
from pipelines.forgetting.masks import NO_MASKS, Masks
from pipelines.forgetting.record import read_masks, read_record

__all__ = ["NO_MASKS", "Forgetting", "Masks", "forget", "read_masks", "read_record"]
