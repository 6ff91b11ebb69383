"""How right a lake is, measured against a truth. Reads published tables only; knows nothing of how they were made."""

from data.accuracy.score import Score, score

__all__ = ["Score", "score"]
