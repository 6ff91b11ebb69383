"""The queries of Tieout as models: each known by name, made after those that it reads, and run alone in tests."""

from pipelines.models.registry import Model, file_name, members, models
from pipelines.models.session import Session, open_session

__all__ = ["Model", "Session", "file_name", "members", "models", "open_session"]
