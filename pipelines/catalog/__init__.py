"""Every table of Tieout, declared once."""

from pipelines.catalog.books import BOOKS
from pipelines.catalog.extracts import EXTRACTS
from pipelines.catalog.published import PUBLISHED
from pipelines.catalog.schema import LARGEST, Column, Kind, Personal, Role, Table

ALL: dict[str, Table] = {**EXTRACTS, **PUBLISHED, **BOOKS}

__all__ = ["ALL", "BOOKS", "EXTRACTS", "LARGEST", "PUBLISHED", "Column", "Kind", "Personal", "Role", "Table"]
