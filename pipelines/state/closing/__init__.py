"""Closes the books of a night: people's decisions, what is carried on, what is open, what has no document.

What does not belong here: who paid what and what is short (`pipelines.night`), and the statuses of cases
(`pipelines.disputes`).
"""

from pipelines.state.closing.close_books import CLOSED, close_books, close_papers

__all__ = ["CLOSED", "close_books", "close_papers"]
