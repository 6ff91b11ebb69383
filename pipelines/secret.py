"""Secrets: from an environment variable, or from the file that the variable with `_FILE` behind its name names."""

from __future__ import annotations

import os
from pathlib import Path

from pipelines.errors import Refused


def read_secret(name: str) -> str | None:
    """The value without the line's end; None where neither is set. What is in the file is in no message."""
    named = os.environ.get(f"{name}_FILE")
    if not named:
        return os.environ.get(name) or None
    try:
        return Path(named).read_text(encoding="utf-8").strip() or None
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(
            f"{name}_FILE: {named}: expected a file with the secret, found none that can be read "
            f"({type(error).__name__}); nothing was written"
        ) from None
