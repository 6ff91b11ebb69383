"""Which column of a file is which of ours; a file whose columns are wrong is refused with both lists.

What does **not** belong here: what is in the columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from pipelines.catalog import EXTRACTS
from pipelines.errors import Refused
from pipelines.ingest.landing_zone import LandedFile
from pipelines.ingest.mapping import EVERYTHING_ELSE, Source

SIGN = "sign mark"
"""Name that a source's sign column goes by inside; no declared column has a space in its name."""


def expected_columns(source: Source) -> dict[str, str]:
    """Canonical → name in the file, constants apart."""
    names = EXTRACTS[source.extract].names
    columns = dict(source.columns) if source.columns is not None else {name: name for name in names}
    columns = {name: column for name, column in columns.items() if name not in source.constants}
    return columns | ({SIGN: source.dialect.sign_column} if source.dialect.sign_column else {})


def required_columns(source: Source) -> set[str]:
    """Names in the file that must be there."""
    table = EXTRACTS[source.extract]
    optional = {column.name for column in table.columns if column.nullable}
    return {column for name, column in expected_columns(source).items() if name not in optional}


def match_columns(file: LandedFile, found: Sequence[str], is_empty: bool = False) -> Mapping[str, str]:
    """Canonical → name in this file. A file that cannot name them (JSONL without rows) has none."""
    expected = expected_columns(file.source)
    missing = set() if is_empty else required_columns(file.source) - set(found)
    known = {*expected.values(), *file.source.ignored_columns}
    unknown = [] if EVERYTHING_ELSE in known else [column for column in found if column not in known]
    twice = [column for column, times in Counter(found).items() if times > 1]
    if missing or unknown or twice:
        raise Refused(_message(file, found, sorted(missing), unknown, twice))
    return {name: column for name, column in expected.items() if column in found}


def _message(
    file: LandedFile, found: Sequence[str], missing: list[str], unknown: list[str], twice: list[str]
) -> str:
    required = required_columns(file.source)
    expected = ", ".join(c if c in required else f"{c}?" for c in expected_columns(file.source).values())
    faults = (("missing", missing), ("unknown", unknown), ("named twice", twice))
    said = "; ".join(f"{word}: {', '.join(map(repr, names))}" for word, names in faults if names)
    listed = ", ".join(found)[:2000] or "none"
    return (
        f"{file.title}: wrong columns ({said[:2000]}); expected {expected} (? = may be absent); found {listed}; "
        "mend the file, or name its columns in a mapping file; nothing was written"
    )
