"""The command `tieout`: options in, exit code out. 0: done; 2: refused, nothing written; 1: a fault of ours.

What does **not** belong here: the work. Everything heavy is imported where it is used, so that `--help` answers at once.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

from assets.command.options import parse
from pipelines.errors import TieoutError
from pipelines.visible_text import visible


def main(arguments: Sequence[str] | None = None) -> int:
    options = parse(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A text that the terminal's encoding cannot show is shown in escapes.
            stream.reconfigure(errors="backslashreplace")
    try:
        return int(options.act(options))
    except TieoutError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        # Whoever reads the output (`| head`) has seen enough; nothing may be written any more, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        # Loaded here, for it loads DuckDB: a command that ends well has no use for it.
        from assets.faults import explain

        said = explain(error)
        if said is None:
            raise
        print(visible(said), file=sys.stderr)
        return 1
