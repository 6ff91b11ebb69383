"""Checks the settings of the environment, all at once, before a command or a night begins.

What does **not** belong here: which values a setting may have (`pipelines.variables`, and beside the use of those that need
more than a form), and the contents of the policy, the mapping and the landing zone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from assets.settings import SCHEDULE, dagster_home
from pipelines.databases import check_engine_settings
from pipelines.errors import Refused
from pipelines.permissions import group_of_readers
from pipelines.variables import VARIABLES

READ: tuple[Callable[[], object], ...] = (
    *(variable.read for variable in VARIABLES),
    SCHEDULE.read,
    check_engine_settings,
    group_of_readers,
    dagster_home,
)
"""Functions that read a setting and refuse a wrong value."""


def check_settings() -> None:
    """Check every setting.

    Raises:
        Refused: One or more are wrong; the message has a line for each.
    """
    wrong = list(dict.fromkeys(_refusals()))  # one setting may be read for several
    if wrong:
        raise Refused("\n".join(wrong))


def _refusals() -> Iterator[str]:
    for read in READ:
        try:
            read()
        except Refused as error:
            yield str(error)
