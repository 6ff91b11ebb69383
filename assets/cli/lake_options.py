"""The options of `tieout lake`, a line of `LAKE_ACTIONS` per action."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from assets.cli.arguments import commit_hash, folder, given_name, later, row_count


def add_lake(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    for name, (add_options, description) in LAKE_ACTIONS.items():
        action = actions.add_parser(name, help=description, description=description)
        action.add_argument("--lake", type=folder, metavar="DIR", help="the lake; default: data/lake")
        add_options(action)
        action.set_defaults(act=later("assets.cli.lake", name))


def _add_verify(parser: argparse.ArgumentParser) -> None:
    head = "hash of a commit that the history must hold, as an earlier log, alert or status printed it"
    parser.add_argument("--head", type=commit_hash, metavar="HASH", help=head)


def _add_restore(parser: argparse.ArgumentParser) -> None:
    name = "its name below _snapshots; default: the newest recorded one"
    parser.add_argument("generation", nargs="?", type=given_name, metavar="GENERATION", help=name)
    new_history = "set a damaged history of commits aside and begin another one"
    parser.add_argument("--new-history", action="store_true", help=new_history)


def _add_forget(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("payer_id", metavar="PAYER", help="its payer_id")


def _add_history(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--limit", type=row_count, metavar="COMMITS", help="only the last commits")


LAKE_ACTIONS: dict[str, tuple[Callable[[argparse.ArgumentParser], None], str]] = {
    "verify": (_add_verify, "check every file of every generation, and the history of commits"),
    "restore": (_add_restore, "make an older generation the current one, once all its files are checked"),
    "history": (_add_history, "print the commits with their hashes"),
    "forget": (_add_forget, "mask a payer's names and texts in every night, and whenever they land again"),
}
"""Name, which is also the function's → its options, help."""
