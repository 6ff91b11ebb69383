"""The errors of a lake that is not whole, and of one that a newer release wrote."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.errors import RefusedNight, TieoutError

WAY_BACK = (
    "`tieout lake verify` lists all damage and the generations that are whole; restore the file from a backup, or go back "
    "with `tieout lake restore GENERATION`; nothing was written"
)


class DamagedLakeError(TieoutError):
    """A file, a link or the history of the lake is not as it was committed. A run that went on would forget receivables."""

    def __init__(self, culprit: object, expected: str, found: str, fix: str = WAY_BACK) -> None:
        super().__init__(f"the lake is damaged: {culprit}: expected {expected}; found {found}; {fix}")
        self.finding = f"{culprit}: expected {expected}; found {found}"


class NewerLakeError(RefusedNight):
    """A newer release has written the lake; this one would misread it."""


class ClearedGenerationError(RefusedNight):
    """The pinned generation was cleared while it was read: the reader took longer than old generations stay."""


def refuse_newer(culprit: object, found: int, newest: int) -> None:
    """Refuse a format that this release does not know.

    Raises:
        NewerLakeError: The format is newer.
    """
    if found > newest:
        raise NewerLakeError(
            f"{culprit}: a newer release of Tieout has written this lake; expected format {newest} or older, found "
            f"{found}; install that release again; nothing was written"
        )


def list_some(names: Sequence[object], most: int = 5) -> str:
    """Return the first names, and how many more there are."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(map(str, names[:most])) + more
