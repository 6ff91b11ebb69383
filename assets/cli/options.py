"""The options of the command `tieout`, a line of `COMMANDS` and a function per command.

What does **not** belong here: what a command does (the module of its name, imported only when it is called).
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence

from assets.cli.arguments import day, day_count, folder, later
from assets.cli.lake_options import add_lake

ENVIRONMENT = """settings by environment variable (options win):
  TIEOUT_EXTRACTS, TIEOUT_LAKE, TIEOUT_POLICY, TIEOUT_MAPPING   as the options
  TIEOUT_FIRST_NIGHT       first night there is; default: the earliest folder
  TIEOUT_DATABASE_URL      PostgreSQL that the tables are copied to (TIEOUT_DATABASE_SCHEMA: tieout;
                           TIEOUT_DATABASE_LOCK_SECONDS: 60)
  TIEOUT_SCHEDULE, TIEOUT_TIMEZONE, TIEOUT_OVERDUE_HOURS   when a night is due, and when it is overdue
  TIEOUT_ALERT_COMMAND     shell command that a failed night calls, with the message on standard input;
                           TIEOUT_ALERT_URL gets it as JSON
  TIEOUT_MEMORY_LIMIT, TIEOUT_THREADS   what a step may use; default 2GB and 2
  TIEOUT_PARTS             parts in which a night is settled; default: as the memory limit asks
  TIEOUT_ENGINE_SETTINGS   settings of DuckDB (name=value; ...), a way round a fault of the engine
  DAGSTER_HOME             where runs are recorded; without it they are not"""


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return the options given. `act` does what they ask for and returns the exit code; `is_checking_settings` says whether
    it checks the settings itself, so that an alert is sent where one is wrong."""
    parser = argparse.ArgumentParser(
        prog="tieout",
        description="Matches payments, explains shortfalls, keeps the worklist of disputes.",
        epilog=ENVIRONMENT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version")
    parser.set_defaults(is_checking_settings=False)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for name, (add_options, function, help_, description) in COMMANDS.items():
        command = commands.add_parser(name, help=help_, description=description)
        add_options(command)
        command.set_defaults(act=later(f"assets.cli.{name}", function))
    return parser.parse_args(arguments)


def _add_places(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--extracts", type=folder, metavar="DIR", help="landing zone; default: the sample")
    parser.add_argument("--lake", type=folder, metavar="DIR", help="where the tables go; default: data/lake")
    parser.add_argument(
        "--policy", type=folder, metavar="FILE", help="values in place of the shipped policy's"
    )
    parser.add_argument("--mapping", type=folder, metavar="FILE", help="how your files and columns are named")


def _add_run(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(is_checking_settings=True)
    _add_places(parser)
    first = "first night; default: the day after the last published one, else the earliest folder"
    _add_nights(parser, first, "last night; default: the latest folder")
    parser.add_argument(
        "--rerun-changed",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="run finished nights again whose folders have changed or come late; otherwise refuse and list them",
    )


def _add_worklist(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lake", type=folder, metavar="DIR", help="the lake; default: data/lake")
    parser.add_argument("--date", type=day, help="night; default: the last published one")
    parser.add_argument("--payer", help="only this payer")
    parser.add_argument("--type", help="only this dispute type")
    parser.add_argument("--limit", type=int, metavar="ROWS", help="only the first so many")
    parser.add_argument("--json", action="store_true", help="one JSON array, amounts as exact text")


def _add_explain(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "name", metavar="PAYMENT_OR_INVOICE", help="its id or number, as the extracts write it"
    )
    parser.add_argument("--lake", type=folder, metavar="DIR", help="the lake; default: data/lake")


def _add_dispute(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="DISPUTE_ID", help="the id on the worklist, or its first letters")
    parser.add_argument("--lake", type=folder, metavar="DIR", help="the lake; default: data/lake")


def _add_statements(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lake", type=folder, metavar="DIR", help="the lake; default: data/lake")
    parser.add_argument("--out", type=folder, metavar="DIR", required=True, help="folder for the pages")
    parser.add_argument("--date", type=day, help="night; default: the last published one")
    parser.add_argument("--payer", help="only this payer")


def _add_nights(parser: argparse.ArgumentParser, first: str, last: str) -> None:
    parser.add_argument("--from", dest="first", type=day, metavar="DATE", help=first)
    parser.add_argument("--to", dest="last", type=day, metavar="DATE", help=last)


def _add_check(parser: argparse.ArgumentParser) -> None:
    _add_places(parser)
    _add_nights(
        parser,
        "folders from this day on; default: after the last published night",
        "folders to this day; default: all",
    )


def _add_status(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(is_checking_settings=True)
    _add_places(parser)
    parser.add_argument(
        "--alert", action="store_true", help="call for help where the due night is not published"
    )


def _add_prune(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lake", type=folder, metavar="DIR", help="the lake; default: data/lake")
    runs = "delete the records of Dagster runs that are older, too"
    parser.add_argument("--runs", type=day_count, metavar="DAYS", help=runs)


def _add_models(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", metavar="NAME", help="a model; default: all, by room")
    parser.add_argument("--summary", action="store_true", help="figures of the whole graph")


def _add_quality(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lake", type=folder, metavar="DIR", help="the lake; default: data/lake")
    parser.add_argument("--date", type=day, help="night; default: the last published one")
    parser.add_argument("--open", action="store_true", help="open the Data Docs in a browser")


def _add_ui(parser: argparse.ArgumentParser) -> None:
    _add_places(parser)
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on; default: this machine only"
    )
    parser.add_argument("--port", type=int, default=3000, help="port; default: 3000")
    record = "make the last so many nights once more with their runs recorded, unless they are; default: none"
    parser.add_argument("--record", type=int, default=0, metavar="NIGHTS", help=record)


COMMANDS: dict[str, tuple[Callable[[argparse.ArgumentParser], None], str, str, str]] = {
    "run": (_add_run, "run_nights", "make nights", "Makes nights, one after the other."),
    "worklist": (_add_worklist, "print_worklist", "print the worklist", "Prints the worklist."),
    "explain": (
        _add_explain,
        "print_story",
        "tell the story of a payment or a document",
        "Tells what every night did with a payment or a document, what came close, and why it was left.",
    ),
    "dispute": (
        _add_dispute,
        "print_dispute",
        "print one dispute",
        "Prints a dispute: money, evidence, history, next step.",
    ),
    "statements": (
        _add_statements,
        "write_statements",
        "write the payers' statements as pages",
        "Writes what each payer is told of its disputes: one page to print per payer, and an index.",
    ),
    "check": (
        _add_check,
        "check_zone",
        "say all that is wrong with a landing zone",
        "Reads the landing zone, the policy and the mapping file, and says all that is wrong, without running a night.",
    ),
    "status": (
        _add_status,
        "tell_status",
        "say what is published, late or stale",
        "Says which night is the last one, what is late, what is stale, who is at work; exits with 1 where one is late.",
    ),
    "prune": (
        _add_prune,
        "prune",
        "clear old states and what dead runs left",
        "Clears old states of the lake and what dead runs left. Who still reads an old state loses it.",
    ),
    "lake": (
        add_lake,
        "",
        "verify the lake, go back to an older state, or forget a payer",
        "Checks the files of the lake, prints its commits, goes back to an older generation, and forgets a payer.",
    ),
    "models": (
        _add_models,
        "print_models",
        "print what a table is made from, and who reads it",
        "Prints the models of the night: all by room, one with what it is made from and what reads it, or figures.",
    ),
    "quality": (
        _add_quality,
        "judge_night",
        "judge a night against those before it",
        "Judges a published night by the suites of great-expectations and writes Data Docs. Nothing depends on it.",
    ),
    "ui": (_add_ui, "open_ui", "open the Dagster UI", "Opens the Dagster UI on a lake, with its daemon."),
}
"""Name → its options, the function of the module of that name, help, description."""


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"tieout {version('tieout')}")
        parser.exit()
