"""What others would use instead, on the same night: each in an environment of its own, by nothing but the zone's files.

A peer is one file here that gets the zone and a folder for its output, and prints how long its own work took and how
many lines of advice it put on an invoice.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PEERS = {"pandas_merge": ("pandas", "pyarrow"), "splink_link": ("splink==5.*", "pyarrow")}
"""What to install for each."""


def command_of(peer: str, work: Path) -> list[str | Path]:
    """The peer's own Python, set up where it is not there yet, and its file."""
    python = work / peer / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", work / peer], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PEERS[peer]], check=True)
    return [python, Path(__file__).with_name(f"{peer}.py")]
