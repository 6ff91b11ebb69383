"""A forgotten payer as the record keeps it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

LETTERS = "cdfhjkmnprtvwx"
"""None that is read as a digit in a reference, no digit, and no vowel: it makes no word."""
PSEUDONYM = rf"\bforgotten-[{LETTERS}]{{8}}\b"
"""A regular expression of every pseudonym. In a text that has been masked, no word of one is a word of a name."""


@dataclass(frozen=True)
class Person:
    """Hashes are keyed by the salt of the lake.

    Attributes:
        payer_id: The payer.
        pseudonym: What stands in the place of its names.
        commit: The commit that masked the lake; none until all was done.
        names: Hashes of the spellings of its name.
        shared_names: Hashes of those that another payer bears, too: masked in its own rows only.
        words: Hashes of the words of all spellings.
        namesakes: Hashes of longer names of others that contain one of its spellings.
        longest_name: Words of the longest of these names.
        companies: Our companies that it deals with.
        keys: Hashes of its documents, payments, advice and disputes.
    """

    payer_id: str
    pseudonym: str = field(
        default_factory=lambda: "forgotten-" + "".join(secrets.choice(LETTERS) for _ in range(8))
    )
    commit: int | None = None
    names: Sequence[str] = ()
    shared_names: Sequence[str] = ()
    words: Sequence[str] = ()
    namesakes: Sequence[str] = ()
    longest_name: int = 1
    companies: Sequence[str] = ()
    keys: Sequence[str] = ()

    def with_known(self, known: dict[str, list[str]], longest_name: int) -> Person:
        """Return it with hashes added."""
        lists = {name: sorted({*getattr(self, name), *found}) for name, found in known.items()}
        return replace(self, longest_name=max(self.longest_name, longest_name), **lists)  # type: ignore[arg-type]
