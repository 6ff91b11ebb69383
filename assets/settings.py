"""Where a run reads and writes, and when: options of the command, environment variables of the schedule and the UI.

What does **not** belong here: environment variables that know neither Dagster nor an option (`pipelines.variables`).
"""

from __future__ import annotations

import os
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from pipelines.environment import Variable
from pipelines.errors import Refused
from pipelines.policy import Policy
from pipelines.variables import FIRST_NIGHT

PROJECT = Path(__file__).resolve().parent.parent


def _cron(text: str) -> str:
    from dagster._utils.schedules import is_valid_cron_schedule

    if not is_valid_cron_schedule(text):
        raise ValueError
    return text


SCHEDULE = Variable("TIEOUT_SCHEDULE", "0 23 * * *", "five fields of cron such as '0 23 * * *'", _cron)
DEFAULTS = {"extracts": PROJECT / "data" / "sample" / "extracts", "lake": PROJECT / "data" / "lake"}
"""Resolved from the package, not from the working directory."""


@dataclass(frozen=True)
class Settings:
    """Each field has its option, `--extracts` and so on, and its environment variable, `TIEOUT_EXTRACTS` and so on.

    Raises:
        Refused: The name of a path is not UTF-8, which the libraries that read and write Parquet need.
    """

    extracts: Path
    lake: Path
    policy: Path | None = None
    mapping: Path | None = None

    def __post_init__(self) -> None:
        for field in fields(self):
            path = getattr(self, field.name)
            if path and not _is_utf8(path):
                raise Refused(
                    f"{_variable(field.name)} or --{field.name}: expected a path whose name is UTF-8, found {path}; rename "
                    "its folders, or name another path; nothing was written"
                )

    @classmethod
    def from_environment(cls) -> Settings:
        return cls.from_options(None)

    @classmethod
    def from_options(cls, options: object) -> Settings:
        """Read the settings from the attributes of those names; where one is none or missing, from the environment."""
        names = [field.name for field in fields(cls)]
        named = {name: getattr(options, name, None) or os.environ.get(_variable(name)) for name in names}
        return cls(**{**DEFAULTS, **{name: Path(path).absolute() for name, path in named.items() if path}})

    def to_environment(self) -> None:
        """So that what Dagster loads by name reads the same as the command."""
        for field in fields(self):
            value = getattr(self, field.name)
            if value is not None:
                os.environ[_variable(field.name)] = str(value)


def _is_utf8(path: Path) -> bool:
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True


def _variable(name: str) -> str:
    return f"TIEOUT_{name.upper()}"


def first_night_set(policy: Policy) -> date | None:
    """`TIEOUT_FIRST_NIGHT`, else the policy's first night; None where nobody has set one."""
    return FIRST_NIGHT.read() or policy.first_night


def dagster_home() -> str | None:
    """Return where Dagster records runs; none where `DAGSTER_HOME` is not set.

    Raises:
        Refused: It is no absolute path, which Dagster needs.
    """
    home = os.environ.get("DAGSTER_HOME")
    if home and not os.path.isabs(home):
        raise Refused(f"DAGSTER_HOME: expected an absolute path, found {home!r}; nothing was written")
    return home
