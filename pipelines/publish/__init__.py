"""The published tables once more, for readers who are not files: a DuckDB file and a PostgreSQL schema.

Both are copies of the lake and can be made again from it. Of snapshots they hold the last night, of events the last 400
nights: what people ask about, at a size that does not grow for ever; all nights are in the lake. Books stay inside.
"""

from pipelines.publish.sync_copies import PublishError, catch_up, lagging, name_copies

__all__ = ["PublishError", "catch_up", "lagging", "name_copies"]
