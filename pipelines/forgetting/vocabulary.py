"""The words that a masked memo keeps: those that matching and the explanations read, taken from their own patterns.

What does **not** belong here: a list of words of our own. One that matching learns to read is kept from then on.
"""

from __future__ import annotations

import re
from functools import cache

from pipelines.catalog import EXTRACTS
from pipelines.catalog.subtypes import SUBTYPES
from pipelines.macros import script
from pipelines.money import EXPONENTS

STEM = 5
"""Letters of a word that is kept with any ending: a pattern may read its beginning only (`damag`)."""

_COMMENTS = re.compile(r"--[^\n]*")
_ESCAPES = re.compile(r"\\.|\(\?i\)|\[[^\]]*\]")
_LITERALS = re.compile(r"'((?:[^']|'')*)'")
_WORDS = re.compile(r"[^\W\d_]{2,}")


@cache
def vocabulary() -> tuple[str, ...]:
    """Return the words in small letters, in alphabetical order."""
    scripts = map(script, ("references", "memos", "words", "tiers"))
    texts = [text for script in scripts for text in _LITERALS.findall(_COMMENTS.sub("", script))]
    causes = [" ".join((each.dispute_type, each.name, each.words, each.other_words)) for each in SUBTYPES]
    read = " ".join([*texts, *causes])
    columns = [column for table in EXTRACTS.values() for column in table.columns]
    written = " ".join(
        [*EXPONENTS, *(word for c in columns for word in (c.name.replace("_", " "), *c.allowed))]
    )
    return tuple(sorted({word.lower() for word in _WORDS.findall(f"{_ESCAPES.sub(' ', read)} {written}")}))


@cache
def read_words() -> str:
    """Return a regular expression of the words in small letters."""
    stems = "|".join(word for word in vocabulary() if len(word) >= STEM)
    return f"^(?:{'|'.join(vocabulary())})$|^(?:{stems})"
