"""The command `tieout`: options in, exit code out. 0: done; 2: refused, nothing written; 1: a fault of ours; 128 and the
number of a signal: stopped by it.

What does **not** belong here: the work. Everything heavy is imported where it is used, so that `--help` answers at once.
"""

from __future__ import annotations

import io
import os
import signal
import sys
from argparse import Namespace
from collections.abc import Sequence
from typing import TextIO

from assets.cli.options import parse
from pipelines.errors import TieoutError
from pipelines.visible_text import visible


def main(arguments: Sequence[str] | None = None) -> int:
    options = parse(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A text that the terminal's encoding cannot show is shown in escapes.
            stream.reconfigure(errors="backslashreplace")
    try:
        return _act(options)
    finally:
        for stream in (sys.stdout, sys.stderr):
            _flush(stream)


def _act(options: Namespace) -> int:
    try:
        if not options.is_checking_settings:
            _check_settings()
        return int(options.act(options))
    except TieoutError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        return 0  # the reader of the output (`| head`) has seen enough
    except KeyboardInterrupt:
        print("stopped by SIGINT", file=sys.stderr)
        return 128 + signal.SIGINT
    except Exception as error:
        # Loaded here, for it loads DuckDB: a command that ends well has no use for it.
        from assets.machine_errors import explain

        said = explain(error)
        if said is None:
            raise
        print(visible(said), file=sys.stderr)
        return 1


def _check_settings() -> None:
    """Check the settings. Loaded here, as it loads DuckDB, which `--help` does not need."""
    from assets.checked import check_settings

    check_settings()


def _flush(stream: TextIO) -> None:
    """Write what is still in memory; where nothing takes it (a full disk, a closed pipe), Python must not try again at exit,
    for it would exit with a code of its own."""
    try:
        stream.flush()
    except (OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
