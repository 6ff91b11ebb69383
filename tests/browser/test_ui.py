"""What a person sees and does in the UI: the graph, a table's page, a check that failed, a night launched to its end."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import dagster as dg
from playwright.sync_api import Page, expect

from pipelines.lake import Lake
from tests.browser.conftest import HEIGHT, LAST, REFUSED, WIDTH

Photograph = Callable[..., None]


def test_the_asset_graph_shows_the_steps_of_a_night(browser_page: Page, photograph: Photograph):
    browser_page.goto("/asset-groups")
    for group in ("extracts", "books", "settlements", "cases", "worklist", "nights"):
        expect(browser_page.get_by_text(group, exact=True).first).to_be_visible()
    photograph("graph")


def test_a_table_s_page_says_what_it_is_and_who_answers_for_it(browser_page: Page):
    browser_page.goto("/assets/worklist?view=overview")
    for said in ("One row per open dispute.", "collections", "DuckDB", "Parquet", "tieout/role: snapshot"):
        expect(browser_page.get_by_text(said).first).to_be_visible()
    expect(browser_page.get_by_text("Its name ← payers.name")).to_be_visible()


def test_a_table_s_page_has_figures_first_rows_and_a_picture(
    browser_page: Page, photograph: Photograph, lake: Lake
):
    rows = lake.pin().read("worklist", date.fromisoformat(LAST)).sort_by("priority").to_pylist()
    browser_page.goto("/assets/worklist?view=events&partition=" + LAST)
    expect(browser_page.get_by_text("open_amount GBP").first).to_be_visible()
    expect(browser_page.get_by_text(str(len(rows)), exact=True).first).to_be_visible()
    _open(browser_page, "picture")
    image = browser_page.get_by_alt_text("Open disputes by type, money (disputes)")
    expect(image).to_be_visible()
    assert image.evaluate("picture => picture.complete && picture.naturalWidth") == 600
    photograph("picture")
    browser_page.get_by_role("button", name="Close").click()
    _open(browser_page, "first rows")
    first_row = browser_page.get_by_text(rows[0]["payer_name"]).first
    expect(first_row).to_be_visible()
    browser_page.get_by_role("dialog").get_by_text("first rows").scroll_into_view_if_needed()
    photograph("first_rows")


def _open(page: Page, title: str) -> None:
    page.get_by_role("row").filter(has_text=re.compile(f"^{title}")).get_by_text("[Show Markdown]").click()


def test_a_failed_check_shows_the_rows_that_broke_it(browser_page: Page, photograph: Photograph):
    browser_page.goto("/assets/worklist?view=checks")
    browser_page.get_by_text("worklist_is_every_open_dispute").first.click()
    expect(browser_page.get_by_text("Failed").first).to_be_visible()
    expect(browser_page.get_by_text("breaking_rows").first).to_be_visible()
    photograph("failed_check")


def test_a_night_launched_in_the_ui_is_published(browser_page: Page, photograph: Photograph, lake: Lake):
    browser_page.goto("/locations/tieout/jobs/nightly")
    browser_page.get_by_text("Materialize all").first.click()
    browser_page.get_by_text("Show all partitions").click()
    nights = browser_page.get_by_placeholder(re.compile("^ex:"))
    nights.fill(REFUSED)
    nights.press("Enter")
    browser_page.get_by_role("button", name=re.compile("^Launch")).click()
    expect(browser_page.get_by_text(re.compile("Launched run"))).to_be_visible()
    with dg.DagsterInstance.get() as instance:
        filters = dg.RunsFilter(tags={"dagster/partition": REFUSED})
        (run,) = instance.get_runs(filters, limit=1)
    browser_page.goto(f"/runs/{run.run_id}")
    expect(browser_page.get_by_text("Success", exact=True).first).to_be_visible()
    browser_page.set_viewport_size({"width": WIDTH, "height": 2 * HEIGHT})
    expect(browser_page.get_by_text("published_nights").first).to_be_visible()
    photograph("launched_night", 560)
    assert str(lake.nights()[-1]) == REFUSED
