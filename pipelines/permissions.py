"""Who may read what is written: what the folder above gives; in a new folder its owner, and its group to read.

Files get their mode when they are made, by the process's umask: files of the lake are shared among its generations, and
none is changed afterwards. What does **not** belong here: which folders there are.
"""

from __future__ import annotations

import grp
import os
import re
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pipelines.errors import Refused

NEW_FOLDER = 0o750
SHARED = stat.S_ISGID | 0o050
"""What a folder gives to `TIEOUT_GROUP`: to read, and its group to all that is made in it."""


def group_of_readers() -> int | None:
    """Return the id of the group that `TIEOUT_GROUP` names; None where it is not set.

    Raises:
        Refused: The machine has no such group.
    """
    named = os.environ.get("TIEOUT_GROUP")
    if not named:
        return None
    if re.fullmatch("[0-9]{1,9}", named):
        return int(named)
    try:
        return grp.getgrnam(named).gr_gid
    except KeyError:
        raise Refused(
            f"TIEOUT_GROUP: expected the name or the number of a group of this machine, found {named!r}; create the group, "
            "or name another; nothing was written"
        ) from None


@contextmanager
def as_folder_gives(folder: Path, group: int | None = None) -> Iterator[None]:
    """Let what is made in the block be as open as `folder`, which is created where there is none.

    The process's own umask stays in force where it is narrower, except towards `group`.
    """
    folder.mkdir(mode=NEW_FOLDER, parents=True, exist_ok=True)
    given = folder.stat().st_mode
    before = os.umask(0o077)
    os.umask((before & ~0o050 if group is not None else before) | _closed(given))
    try:
        yield
    finally:
        os.umask(before)


def share(folders: Iterable[Path], group: int) -> None:
    """Give folders to a group that may read them, and all that will be made in them.

    Raises:
        Refused: The process may not give them to the group.
    """
    for folder in folders:
        found = folder.stat()
        try:
            if found.st_gid != group:
                os.chown(folder, -1, group)
            if found.st_mode & SHARED != SHARED or found.st_gid != group:
                os.chmod(folder, stat.S_IMODE(found.st_mode) | SHARED)
        except PermissionError as error:
            raise Refused(
                f"TIEOUT_GROUP: {folder} cannot be given to group {group}; expected a group of the run's user and a folder "
                "that it owns, found others; add the user to the group, or have the folder's owner run "
                f"`chgrp {group} {folder} && chmod g+rxs {folder}`; no table was written"
            ) from error


def _closed(mode: int) -> int:
    """Return the umask that keeps what a folder of this mode keeps: to read and enter are one right, to write another."""
    closed = ~mode & 0o022
    for readers in (0o050, 0o005):
        closed |= 0 if mode & readers else readers
    return closed
