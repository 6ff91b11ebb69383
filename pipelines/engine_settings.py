"""The settings of DuckDB that `TIEOUT_ENGINE_SETTINGS` passes: a way round a fault of the engine that changes no result."""

from __future__ import annotations

import os
import re

from pipelines.errors import Refused
from pipelines.fence import FENCE

CHANGING = frozenset(
    {"calendar", "default_collation", "default_null_order", "default_order", "disable_timestamptz_casts",
     "ieee_floating_point_ops", "integer_division", "lambda_syntax", "null_order", "old_implicit_casting",
     "order_by_non_integer_literal", "preserve_identifier_case", "preserve_insertion_order",
     "scalar_subquery_error_on_multiple_rows", "schema", "search_path", "timezone"}
)  # fmt: skip
"""Settings of DuckDB by which the same query gives other rows. Nobody may change them."""


_REASONS = (
    (CHANGING, "it changes the meaning of queries"),
    (FENCE, "it decides which files and extensions the engine reaches"),
)


def engine_settings() -> dict[str, str]:
    """Return DuckDB's settings that `TIEOUT_ENGINE_SETTINGS` names, such as `disabled_optimizers=join_order; threads=1`.

    Raises:
        Refused: A part of it is no `name=value`, changes what queries mean, or opens the engine to other files.
    """
    text = os.environ.get("TIEOUT_ENGINE_SETTINGS", "")
    pairs = [part.partition("=") for part in text.split(";") if part.strip()]
    wrong = [name.strip() for name, sign, _ in pairs if not sign or not re.fullmatch(r"\s*\w+\s*", name)]
    if wrong:
        raise Refused(
            f"TIEOUT_ENGINE_SETTINGS: expected name=value pairs separated by ';', found {', '.join(wrong)!r}; correct it; "
            "nothing was run"
        )
    settings = {name.strip().lower(): value.strip() for name, _, value in pairs}
    for names, reason in _REASONS:
        _refuse(sorted(names.intersection(settings)), reason)
    return settings


def _refuse(names: list[str], reason: str) -> None:
    if names:
        raise Refused(
            f"TIEOUT_ENGINE_SETTINGS: {', '.join(names)} cannot be set: {reason}; expected settings such as threads or "
            "disabled_optimizers; remove it; nothing was run"
        )
