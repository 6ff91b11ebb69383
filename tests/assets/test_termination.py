"""A night that somebody terminates on Dagster's page ends while its queries run; the lake stays as it was, and is free."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date

import dagster as dg
import pytest

from assets.cli import main
from tests.assets.dagster_site import LAUNCH, PLACE, SAYS, Site, open_site, wait_for
from tests.assets.landing import INVOICES, MONDAY, PAYERS, TUESDAY, put

TERMINATE = f"mutation($asked: String!) {{ terminateRun(runId: $asked) {SAYS} }}"
DOCUMENTS = 150_000
MOST_SECONDS = 30
"""Between the click and the record of it: the daemon, the code location and the run's own process take part."""


@pytest.fixture
def site(tmp_path) -> Iterator[Site]:
    """Monday is published; Tuesday takes many seconds to settle."""
    zone = tmp_path / "extracts"
    put(zone, "payers", MONDAY, PAYERS)
    put(zone, "invoices", MONDAY, INVOICES)
    put(zone, "invoices", TUESDAY, many_invoices())
    put(zone, "payments", TUESDAY, many_payments())
    asked = ["run", "--extracts", str(zone), "--lake", str(tmp_path / "lake")]
    assert main([*asked, "--from", MONDAY, "--to", MONDAY]) == 0
    with open_site(tmp_path, TIEOUT_FIRST_NIGHT=MONDAY) as opened:
        yield opened


def many_invoices() -> str:
    rows = (f"1000,X{n:08},invoice,C1,{MONDAY},{TUESDAY},GBP,{n / 100:.2f}\n" for n in range(1, DOCUMENTS))
    return INVOICES.splitlines()[0] + "\n" + "".join(rows)


def many_payments() -> str:
    columns = "company_code,payment_id,payer_id,value_date,amount,currency,memo\n"
    return columns + "".join(
        f"1000,Y{n},C1,{TUESDAY},{n / 100:.2f},GBP,X{n:08}\n" for n in range(1, DOCUMENTS)
    )


def test_a_terminated_night_ends_soon_and_leaves_the_lake_as_it_was(site):
    before = site.lake.pin().generation
    asked = {
        "selector": {"partitionSetName": "nightly_partition_set", "repositorySelector": PLACE},
        "partitionNames": [TUESDAY],
    }
    assert site.ask(LAUNCH, asked)["__typename"] == "LaunchBackfillSuccess"
    with site.running("dagster-daemon", "run", *site.workspace):
        run = wait_for(lambda: running_night(site), "the night runs")
        wait_for(lambda: has_begun(site, run, "settlements"), "the night is being settled")
        asked_at = time.monotonic()
        assert site.ask(TERMINATE, run)["__typename"] == "TerminateRunSuccess"
        wait_for(lambda: site.instance.get_run_by_id(run).is_finished, "the night has ended")
        assert time.monotonic() - asked_at < MOST_SECONDS
        assert site.instance.get_run_by_id(run).status == dg.DagsterRunStatus.CANCELED
    assert site.lake.pin().generation == before
    assert site.lake.nights() == [date.fromisoformat(MONDAY)]
    assert main(["lake", "verify", "--lake", str(site.lake.root)]) == 0
    with site.lake.lock("the next run"):  # which nobody else holds
        pass


def running_night(site: Site) -> str | None:
    wanted = dg.RunsFilter(job_name="nightly", statuses=[dg.DagsterRunStatus.STARTED])
    return next((run.run_id for run in site.instance.get_runs(wanted)), None)


def has_begun(site: Site, run: str, step: str) -> bool:
    events = site.instance.all_logs(run, of_type=dg.DagsterEventType.STEP_START)
    return any(event.get_dagster_event().step_key == step for event in events)
