"""The story of one payment or one document in words, from the lake's tables alone.

What does not belong here: deciding anything. What a story says was written the night it happened.
"""

from pipelines.reports.history import tell

__all__ = ["tell"]
