"""File names of the pages of payers: one per id, alike on every file system, and never that of another page."""

from __future__ import annotations

import re
from hashlib import sha256

_PLAIN = re.compile(r"[A-Z0-9][A-Z0-9-]{0,99}")
_RESERVED = re.compile(r"INDEX|CON|PRN|AUX|NUL|(?:COM|LPT)[0-9]")
"""The index of the pages, and the devices of Windows."""
_SHOWN_CHARACTERS = 40


def page_name(payer_id: str) -> str:
    """Return the file name of a payer's page.

    An id of capitals, digits and hyphens is its own name. Of any other one a part is shown and a hash decides, after a `~`
    that no plain id has: ids that differ only in case are two names even where the file system takes them for one.
    """
    if _PLAIN.fullmatch(payer_id) and not _RESERVED.fullmatch(payer_id):
        return f"{payer_id}.html"
    shown = re.sub("[^A-Za-z0-9]+", "-", payer_id[:_SHOWN_CHARACTERS]).strip("-")
    return f"{shown}~{sha256(payer_id.encode()).hexdigest()[:16]}.html"
