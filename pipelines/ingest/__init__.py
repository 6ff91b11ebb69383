"""From the landing zone to typed tables: every file kind, control file, mapping, restatement, quarantine and refusal.

A fault of shape (columns, an unreadable file, a control total) refuses the night; a fault of a row goes to quarantine.
What does **not** belong here: what a document or payment means, and anything that an earlier night has left.
"""

from pipelines.ingest.changes import changed_files
from pipelines.ingest.inspection import Fault, inspect
from pipelines.ingest.landing import land
from pipelines.ingest.landing_zone import earliest_folder
from pipelines.ingest.load_extract import Landing
from pipelines.ingest.notices import Notice, find_notices

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
