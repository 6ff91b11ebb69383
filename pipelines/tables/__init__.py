"""Every table of Tieout, declared once."""

from pipelines.tables.books import BOOKS
from pipelines.tables.declaration import LARGEST, Column, Kind, Personal, Role, Table
from pipelines.tables.extracts import EXTRACTS
from pipelines.tables.published import PUBLISHED

ALL: dict[str, Table] = {**EXTRACTS, **PUBLISHED, **BOOKS}

__all__ = ["ALL", "BOOKS", "EXTRACTS", "LARGEST", "PUBLISHED", "Column", "Kind", "Personal", "Role", "Table"]
