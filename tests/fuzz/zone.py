"""A landing zone in memory, by the bytes of its paths, and how it is written to a disk."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Folder:
    """A folder, empty unless other entries lie below it."""


@dataclass(frozen=True)
class Link:
    """A symbolic link to `target`, relative to the link's own folder."""

    target: bytes


@dataclass(frozen=True)
class Pipe:
    """A named pipe without a writer."""


Entry = bytes | Folder | Link | Pipe


@dataclass
class Zone:
    """Entries of a landing zone by path."""

    entries: dict[bytes, Entry] = field(default_factory=dict)

    def copy(self) -> Zone:
        return Zone(dict(self.entries))

    def move(self, old: bytes, new: bytes) -> None:
        """Give an entry another path."""
        self.entries[new] = self.entries.pop(old)

    def move_folder(self, old: bytes, new: bytes) -> None:
        """Give a folder and all that is below it another path."""
        for path in list(self.entries):
            if path.startswith(old + b"/"):
                self.move(path, new + path[len(old) :])

    def changed_from(self, other: Zone) -> list[bytes]:
        """Return paths that are new or differ from `other`."""
        return [path for path, entry in self.entries.items() if other.entries.get(path) != entry]

    def write(self, root: Path) -> None:
        """Write all entries below `root`; links last, so that they cannot be written through."""
        is_late = {path: isinstance(entry, Link) for path, entry in self.entries.items()}
        for path in sorted(self.entries, key=lambda path: is_late[path]):
            _write(os.path.join(os.fsencode(root), path), self.entries[path])


def _write(path: bytes, entry: Entry) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    if isinstance(entry, Folder):
        os.makedirs(path, exist_ok=True)
    elif isinstance(entry, Link):
        os.symlink(entry.target, path)
    elif isinstance(entry, Pipe):
        os.mkfifo(path)
    else:
        with open(path, "wb") as file:
            file.write(entry)
