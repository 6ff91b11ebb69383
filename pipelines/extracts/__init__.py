"""From the landing zone to typed tables: every file kind, control file, mapping, restatement, quarantine and refusal.

A fault of shape (columns, an unreadable file, a control total) refuses the night; a fault of a row goes to quarantine.
What does **not** belong here: what a document or payment means, and anything that an earlier night has left.
"""

from pipelines.extracts.changes import changed_files
from pipelines.extracts.inspection import Fault, inspect
from pipelines.extracts.landing import land
from pipelines.extracts.notices import Notice, find_notices
from pipelines.extracts.one_extract import Landing
from pipelines.extracts.zone import earliest_folder

__all__ = [
    "Fault",
    "Landing",
    "Notice",
    "changed_files",
    "earliest_folder",
    "find_notices",
    "inspect",
    "land",
]
