"""The nights as Dagster partitions: one a calendar day, from the first night to today."""

from __future__ import annotations

from datetime import date

import dagster as dg

from assets.schedule import TIMEZONE, this_day
from assets.settings import Settings, first_night_set
from pipelines.ingest import earliest_folder
from pipelines.ingest.landing_zone import latest_day
from pipelines.ingest.mapping import load_mapping
from pipelines.policy import load_policy


def first_night(settings: Settings) -> date:
    """As it is set, else the earliest folder of the landing zone that nights read, else today."""
    policy, today = load_policy(settings.policy), this_day()
    sources, latest = load_mapping(settings.mapping), latest_day(today)
    earliest = earliest_folder(settings.extracts, sources, policy.earliest_date, latest)
    return first_night_set(policy) or earliest or today


def nights() -> dg.DailyPartitionsDefinition:
    # Without the offset tonight's own date does not exist until tomorrow.
    start = first_night(Settings.from_environment()).isoformat()
    return dg.DailyPartitionsDefinition(start_date=start, end_offset=1, timezone=TIMEZONE)


NIGHTS = nights()
