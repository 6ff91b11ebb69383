"""What a command prints goes to the terminal through here, so that no text of others steers it."""

from __future__ import annotations

import sys

from pipelines.visible_text import visible_json, visible_line


def say(*lines: str) -> None:
    """Print lines on standard output, each as one line whatever it contains."""
    print("\n".join(map(visible_line, lines)))


def say_json(text: str) -> None:
    """Print a JSON text, whose values stay as they are."""
    print(visible_json(text))


def warn(*lines: str) -> None:
    """Print lines on standard error."""
    print("\n".join(map(visible_line, lines)), file=sys.stderr)
