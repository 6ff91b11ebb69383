"""Where a setting stands in a policy file, so that a mistake is said with its line; the TOML parser does not tell.

What does **not** belong here: what a setting means. A file that is no TOML never comes here.
"""

from __future__ import annotations

import re

Place = tuple[str | int, ...]
_HEADER = re.compile(r"^\s*(\[\[?)\s*([\w.\"'-]+)\s*\]\]?\s*(?:#.*)?$")
_SETTING = re.compile(r"""^\s*("[^"]*"|'[^']*'|[\w.-]+)\s*=""")


def find_lines(text: str) -> dict[Place, int]:
    """Line (from 1) of every setting and header by its place: `("windows", 0, "payer_id")`."""
    lines: dict[Place, int] = {}
    entries: dict[str, int] = {}
    section: Place = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            name = header[2].strip("\"'")
            section = (name,)
            if header[1] == "[[":
                entries[name] = entries.get(name, -1) + 1
                lines.setdefault(section, number)
                section = (name, entries[name])
            lines[section] = number
        elif setting := _SETTING.match(line):
            lines.setdefault((*section, setting[1].strip("\"'")), number)
    return lines


def line_of(place: Place, lines: dict[Place, int]) -> int | None:
    """The line of the place, or of the closest thing that holds it; None where the file says nothing about it."""
    return next((lines[place[:end]] for end in range(len(place), 0, -1) if place[:end] in lines), None)
