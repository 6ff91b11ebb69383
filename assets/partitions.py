"""The nights as Dagster partitions: one a calendar day, from the first night to today."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

import dagster as dg

from assets.settings import Settings, first_night_set
from pipelines.extracts import earliest_folder
from pipelines.extracts.mapping import load_mapping
from pipelines.policy import load_policy

TIMEZONE = os.environ.get("TIEOUT_TIMEZONE", "UTC")


def first_night(settings: Settings) -> date:
    """As it is set, else the earliest folder of the landing zone, else today."""
    named = first_night_set(load_policy(settings.policy))
    return (
        named
        or earliest_folder(settings.extracts, load_mapping(settings.mapping))
        or datetime.now(UTC).date()
    )


def nights() -> dg.DailyPartitionsDefinition:
    # Without the offset tonight's own date does not exist until tomorrow.
    start = first_night(Settings.from_environment()).isoformat()
    return dg.DailyPartitionsDefinition(start_date=start, end_offset=1, timezone=TIMEZONE)


NIGHTS = nights()
