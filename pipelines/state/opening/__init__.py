"""The books of a night: yesterday's live rows, the older rows that tonight needs, and tonight's extracts laid over them.

What does not belong here: who paid what (`pipelines.cash_application`) and where the files lie (`pipelines.lake`).
"""

from pipelines.state.opening.open_books import WORKING, open_books
from pipelines.state.opening.open_state import open_state
from pipelines.state.opening.reader import Books

__all__ = ["WORKING", "Books", "open_books", "open_state"]
