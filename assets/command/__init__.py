"""The command `tieout`: options in, exit code out. 0: done; 2: refused, nothing written; 1: a fault of ours.

What does **not** belong here: the work. Everything heavy is imported where it is used, so that `--help` answers at once.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pipelines.errors import TieoutError

ENVIRONMENT = """settings by environment variable (options win):
  TIEOUT_EXTRACTS, TIEOUT_LAKE, TIEOUT_POLICY, TIEOUT_MAPPING   as the options
  TIEOUT_FIRST_NIGHT       first night there is; default: the earliest folder
  TIEOUT_DATABASE_URL      PostgreSQL that the tables are copied to (TIEOUT_DATABASE_SCHEMA: tieout)
  TIEOUT_ALERT_COMMAND     shell command that a failed night calls, with the message on standard input
  TIEOUT_MEMORY_LIMIT, TIEOUT_THREADS   what a step may use; default 2GB and 2
  DAGSTER_HOME             where runs are recorded; without it they are not"""


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        return int(options.act(options))
    except TieoutError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        # Whoever reads the output (`| head`) has seen enough; nothing may be written any more, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tieout",
        description="Matches payments, explains shortfalls, keeps the worklist of disputes.",
        epilog=ENVIRONMENT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    _add_run(commands.add_parser("run", help="make nights", description="Makes nights, one after the other."))
    _add_worklist(
        commands.add_parser("worklist", help="print the worklist", description="Prints the worklist.")
    )
    _add_explain(
        commands.add_parser(
            "explain",
            help="tell the story of a payment or a document",
            description="Tells what every night did with a payment or a document, what came close, and why it was left.",
        )
    )
    _add_dispute(
        commands.add_parser(
            "dispute",
            help="print one dispute",
            description="Prints a dispute: money, evidence, history, next step.",
        )
    )
    _add_statements(
        commands.add_parser(
            "statements",
            help="write the payers' statements as pages",
            description="Writes what each payer is told of its disputes: one page to print per payer, and an index.",
        )
    )
    return parser


def _add_run(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--extracts", type=_path, metavar="DIR", help="landing zone; default: the sample")
    parser.add_argument("--lake", type=_path, metavar="DIR", help="where the tables go; default: data/lake")
    first = "first night; default: the day after the last published one, else the earliest folder"
    parser.add_argument("--from", dest="first", type=_date, metavar="DATE", help=first)
    parser.add_argument(
        "--to", dest="last", type=_date, metavar="DATE", help="last night; default: the latest folder"
    )
    parser.add_argument(
        "--policy", type=_path, metavar="FILE", help="values in place of the shipped policy's"
    )
    parser.add_argument("--mapping", type=_path, metavar="FILE", help="how your files and columns are named")
    parser.add_argument(
        "--rerun-changed",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="run finished nights again whose folders have changed or come late; otherwise refuse and list them",
    )
    parser.set_defaults(act=_run)


def _add_worklist(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lake", type=_path, metavar="DIR", help="the lake; default: data/lake")
    parser.add_argument("--date", type=_date, help="night; default: the last published one")
    parser.add_argument("--payer", help="only this payer")
    parser.add_argument("--type", help="only this dispute type")
    parser.add_argument("--limit", type=int, metavar="ROWS", help="only the first so many")
    parser.add_argument("--json", action="store_true", help="one JSON array, amounts as exact text")
    parser.set_defaults(act=_worklist)


def _add_explain(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "name", metavar="PAYMENT_OR_INVOICE", help="its id or number, as the extracts write it"
    )
    parser.add_argument("--lake", type=_path, metavar="DIR", help="the lake; default: data/lake")
    parser.set_defaults(act=_explain)


def _add_dispute(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="DISPUTE_ID", help="the id on the worklist, or its first letters")
    parser.add_argument("--lake", type=_path, metavar="DIR", help="the lake; default: data/lake")
    parser.set_defaults(act=_dispute)


def _add_statements(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lake", type=_path, metavar="DIR", help="the lake; default: data/lake")
    parser.add_argument("--out", type=_path, metavar="DIR", required=True, help="folder for the pages")
    parser.add_argument("--date", type=_date, help="night; default: the last published one")
    parser.add_argument("--payer", help="only this payer")
    parser.set_defaults(act=_statements)


def _run(options: argparse.Namespace) -> int:
    from assets.command.run import run

    return run(options)


def _worklist(options: argparse.Namespace) -> int:
    from assets.command.worklist import print_worklist

    return print_worklist(options)


def _explain(options: argparse.Namespace) -> int:
    from assets.command.explain import print_story

    return print_story(options)


def _dispute(options: argparse.Namespace) -> int:
    from assets.command.dispute import print_dispute

    return print_dispute(options)


def _statements(options: argparse.Namespace) -> int:
    from assets.command.statements import write_statements

    return write_statements(options)


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"tieout {version('tieout')}")
        parser.exit()


def _path(text: str) -> Path:
    return Path(text).absolute()


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"expected a date such as 2026-03-02, found {text!r}") from None
