"""A real daemon, web server and code location: what the page, a sensor or the schedule launches is made in order, whole."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from assets.cli import main
from pipelines.catalog import PUBLISHED
from pipelines.lake import Lake
from tests.assets.dagster_site import (
    FIND_SENSOR,
    LAUNCH,
    PLACE,
    START_SCHEDULE,
    START_SENSOR,
    STOP_SENSOR,
    Site,
    open_site,
    wait_for,
)
from tests.assets.landing import INVOICES, PAYERS, PAYMENTS, REMITTANCES, put

ZONE = f"Etc/GMT{datetime.now(UTC).hour - 12:+d}"
"""Where it is noon now, so that no test sees midnight."""
TODAY = datetime.now(ZoneInfo(ZONE)).date()
DAYS = [TODAY - timedelta(days=days) for days in (3, 2, 1)]
FIRST, SECOND, THIRD = map(str, DAYS)
SETTINGS = {
    "TIEOUT_TIMEZONE": ZONE, "TIEOUT_SCHEDULE": "* * * * *", "TIEOUT_OVERDUE_HOURS": "0", "TIEOUT_LOOK_SECONDS": "1",
    "TIEOUT_FIRST_NIGHT": FIRST,
}  # fmt: skip


def invoice(amount: str) -> str:
    columns = INVOICES.splitlines()[0]
    return f"{columns}\n1000,INV-1003,invoice,C1,{THIRD},{THIRD},GBP,{amount}\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The nights' plausibility is judged elsewhere; here that would stand in the queue."""
    folder = tmp_path_factory.mktemp("site")
    for extract, day, text in (
        ("payers", FIRST, PAYERS), ("invoices", FIRST, INVOICES), ("payments", SECOND, PAYMENTS),
        ("invoices", THIRD, invoice("70.00")),
    ):  # fmt: skip
        put(folder / "extracts", extract, day, text)
    with open_site(folder, **SETTINGS) as opened:
        judging = opened.ask(FIND_SENSOR, {**PLACE, "sensorName": "published_nights_are_judged"})
        opened.ask(STOP_SENSOR, judging["id"])
        yield opened


@pytest.fixture(scope="module")
def filled(site: Site) -> Iterator[Site]:
    """With a daemon, and three nights back-filled as the page does it."""
    asked = {
        "selector": {"partitionSetName": "nightly_partition_set", "repositorySelector": PLACE},
        "partitionNames": [FIRST, SECOND, THIRD],
    }
    assert site.ask(LAUNCH, asked)["__typename"] == "LaunchBackfillSuccess"
    with site.running("dagster-daemon", "run", *site.workspace):
        wait_for(lambda: len(site.runs()) == len(DAYS), "three nights of a back-fill")
        yield site


def turn_back(site: Site) -> None:
    """The schedule counts as on since a minute more, so that its daemon makes up for the last minute instead of waiting."""
    state = next(s for s in site.instance.all_instigator_state() if s.instigator_name == "every_night")
    earlier = state.instigator_data._replace(start_timestamp=time.time() - 60)
    site.instance.update_instigator_state(state.with_data(earlier))


def by_hand(site: Site) -> Lake:
    """The same nights, each by a command of its own."""
    lake = site.folder / "one-by-one"
    for day in DAYS:
        asked = ["run", "--extracts", str(site.folder / "extracts"), "--lake", str(lake)]
        assert main([*asked, "--from", str(day), "--to", str(day)]) == 0
    return Lake(lake)


def same(one: Lake, other: Lake) -> bool:
    """In every table of every night that was asked for."""
    mine, theirs = one.pin(), other.pin()
    assert mine and theirs
    return all(mine.read(name, day) == theirs.read(name, day) for name in PUBLISHED for day in DAYS)


def test_a_back_fill_launched_on_the_page_is_made_in_order_and_equals_nights_one_by_one(filled):
    assert [run.tags["dagster/partition"] for run in filled.runs()] == [FIRST, SECOND, THIRD]
    assert filled.lake.nights() == DAYS
    assert same(filled.lake, by_hand(filled))


def test_a_late_and_a_restated_folder_launch_the_nights_they_touch_in_order(filled):
    before = filled.lake.pin()
    filled.drop("remittances", SECOND, REMITTANCES)
    filled.drop("invoices", THIRD, invoice("77.00"))
    filled.ask(START_SENSOR, {**PLACE, "sensorName": "changed_folders"})
    wait_for(lambda: filled.lake.pin().generation != before.generation, "nights made again")
    after = filled.lake.pin()
    writers = after.writers("worklist")
    assert [writers[day] == after.generation for day in DAYS] == [False, True, True]
    again = wait_for(lambda: filled.runs()[len(DAYS) + 1 :] and filled.runs()[len(DAYS) :], "their records")
    assert [run.tags["dagster/partition"] for run in again] == [SECOND, THIRD]


def test_a_due_night_that_is_not_there_calls_for_help_and_the_schedule_makes_it(filled):
    filled.ask(START_SCHEDULE, {**PLACE, "scheduleName": "every_night"})
    turn_back(filled)
    called = f"night {TODAY}: not published; expected by now, found {THIRD} as the last one;"
    wait_for(lambda: called in filled.told(), "an alert")
    launched = {"dagster/schedule_name": "every_night", "dagster/partition": str(TODAY)}
    wait_for(lambda: any(run.tags | launched == run.tags for run in filled.runs()), "the schedule's night")
    assert filled.lake.nights() == [*DAYS, TODAY]
