"""What people see of a table in the UI: first rows that stay small, pictures that are right, columns and their sources."""

from __future__ import annotations

import re
from base64 import b64decode
from datetime import date
from decimal import Decimal

import dagster as dg
import pyarrow as pa
import pytest

from assets.reporting import observe_notices
from assets.ui.asset_specs import OWNERS, asset_of, specify, specify_extracts
from assets.ui.bar_chart import Bar, draw
from assets.ui.charts import PICTURES, picture
from assets.ui.markdown import escaped
from assets.ui.previews import FIRST_BY, SHOWN, preview
from pipelines.catalog import EXTRACTS, PUBLISHED, Kind
from pipelines.catalog.lineage import DERIVED, MADE_OF, sources_of
from pipelines.ingest import Notice
from pipelines.models import models
from pipelines.models.graph import extracts_of
from pipelines.worklist.build import BUILT

NIGHT = date(2026, 3, 31)


def texts(markdown: str) -> list[str]:
    """What a picture says, top to bottom."""
    svg = b64decode(re.search(r"base64,([^)]+)\)", markdown)[1]).decode()
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


def money(*amounts: str) -> pa.Array:
    return pa.array([Decimal(amount) for amount in amounts], pa.decimal128(18, 3))


def test_first_rows_are_few_short_and_without_empty_columns():
    rows = pa.table(
        {"id": list(range(50)), "text": ["a|b\nc" + "x" * 200] * 50, "empty": pa.nulls(50, pa.string())}
    )
    lines = preview("allocations", rows, 3).splitlines()
    assert lines[:2] == ["| id | text |", "| --- | --- |"]
    assert len(lines) == 5
    assert lines[2].startswith("| 0 | a\\|b c") and lines[2].endswith("… |") and len(lines[2]) < 100


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a|b\nc", "a\\|b c"),
        ("[click](javascript:x)", "\\[click\\](javascript:x)"),
        ("<img src=x onerror=y>", "\\<img src=x onerror=y\\>"),
        ("`code` *bold* __all__ ~~no~~", "\\`code\\` \\*bold\\* \\_\\_all\\_\\_ \\~\\~no\\~\\~"),
        ("https://evil.example www.evil.example a@b.c", "https\\://evil.example www\\.evil.example a\\@b.c"),
        ("\\| &lt; # $x$ ![p](q)", "\\\\\\| \\&lt; \\# \\$x\\$ \\!\\[p\\](q)"),
        ("\x1b[2J\u202e", "\\\\x1b\\[2J\\\\u202e"),
    ],
)
def test_texts_of_others_are_no_markdown(text, shown):
    """In the first rows and in the notices."""
    rows = pa.table({"text": [text]})
    assert preview("allocations", rows, 1).splitlines()[2] == f"| {shown} |"
    [said] = observe_notices(date(2026, 3, 3), [Notice(text)])
    assert said.metadata["notices"].value == "- " + escaped(Notice(text).message)


def test_of_a_wide_table_ten_columns_are_shown():
    rows = pa.table({f"c{number}": [number] for number in range(40)})
    assert preview("variances", rows, 1).splitlines()[0].count("|") == 11


def test_named_columns_are_declared():
    for name, columns in SHOWN.items():
        assert set(columns.split()) <= set(PUBLISHED[name].names)


def test_money_of_extracts_is_shown_as_people_write_it():
    rows = pa.table({"payment_id": ["P1", "P2"], "amount": [12345, 500], "currency": ["GBP", "JPY"]})
    assert preview("payments", rows, 2).splitlines()[2:] == ["| P1 | 123.45 | GBP |", "| P2 | 500 | JPY |"]
    posted = pa.table({"payment_id": ["P1"], "discount_amount": money("1.50")})
    assert preview("cash_applications", posted, 1).splitlines()[2:] == ["| P1 | 1.500 |"]


def test_the_worklist_s_first_rows_are_its_first_priorities():
    assert list(FIRST_BY) == ["worklist"]
    rows = pa.table({"payer_id": list("abcd"), "priority": [4, 2, 1, 3]})
    assert preview("worklist", rows, 2).splitlines()[2:] == ["| 1 | c |", "| 2 | b |"]


@pytest.mark.parametrize("count", [0, 10])
def test_nothing_is_shown_of_no_rows_or_where_nothing_may_be(count):
    rows = pa.table({"id": pa.array([1, 2] if count == 0 else [], pa.int64())})
    assert preview("allocations", rows, count) == ""


def test_ageing_by_currency_from_the_due_date_of_the_night():
    rows = pa.table({
        "currency": ["GBP", "GBP", "GBP", "EUR"],
        "due_date": [NIGHT, date(2026, 3, 30), date(2026, 1, 30), date(2025, 1, 1)],
        "open_amount": money("100", "20", "5", "7"),
        "disputed_amount": money("0", "1", "0", "0"),
    })  # fmt: skip
    assert texts(picture("open_items", rows, NIGHT))[1:] == [
        "EUR", "over 90 days", "7 (1)",
        "GBP", "not due", "100 (1)", "1 to 30 days", "21 (1)", "31 to 60 days", "5 (1)",
    ]  # fmt: skip


def test_disputes_by_type_the_largest_first():
    rows = pa.table({
        "currency": ["GBP"] * 4,
        "dispute_type": ["pricing", "pricing", "short_ship", "duplicate"],
        "dispute_subtype": ["percent", "percent", "quantity", "payment"],
        "open_amount": money("10", "15", "40", "-99"),
    })  # fmt: skip
    assert texts(picture("worklist", rows, NIGHT))[1:] == [
        "GBP", "short_ship / quantity", "40 (1)", "pricing / percent", "25 (2)",
    ]  # fmt: skip


def test_pieces_by_source_and_tier_with_their_share():
    rows = pa.table({"method": ["advice_exact"] * 3 + ["memo_digits"]})
    assert texts(picture("allocations", rows, NIGHT))[1:] == [
        "advice", "advice exact", "3 (75%)", "memo", "memo digits", "1 (25%)",
    ]  # fmt: skip


def test_a_table_without_rows_or_without_a_picture_has_none():
    assert picture("quarantine", pa.table({"file": ["a"]}), NIGHT) == ""
    assert picture("worklist", PUBLISHED["worklist"].empty(), NIGHT) == ""
    assert set(PICTURES) <= set(PUBLISHED)


def test_a_picture_needs_no_file_and_no_script():
    markdown = draw("Smith & <Sons>", [Bar("a", 1, "1"), Bar("b", 0, "0")])
    svg = b64decode(re.search(r"base64,([^)]+)\)", markdown)[1]).decode()
    assert "Smith &amp; &lt;Sons&gt;" in svg and len(markdown) < 2_000


def columns_said() -> list[tuple[str, str, str]]:
    return [
        (table, column, source)
        for table, said in DERIVED.items()
        for column, sources in said.items()
        for source in sources.split()
    ]


def test_lineage_names_only_columns_that_are_declared():
    tables = {**EXTRACTS, **PUBLISHED}
    assert set(MADE_OF) == set(PUBLISHED) and set(DERIVED) <= set(PUBLISHED)
    wrong = [
        said
        for said in columns_said()
        if said[1] not in tables[said[0]].names
        or said[2].partition(".")[2] not in tables[said[2].partition(".")[0]].names
    ]
    assert wrong == []


def test_lineage_names_only_extracts_that_the_models_read():
    """What people have written of columns is held against what the queries read."""
    made = {BUILT.get(name, name): name for name in PUBLISHED}
    unread = {
        (table, source)
        for model, table in made.items()
        for column in PUBLISHED[table].names
        for source, _ in sources_of(table, column)
        if model in models() and source in EXTRACTS and source not in extracts_of(model)
    }
    assert unread == set()


def test_every_published_money_column_says_where_it_comes_from():
    money = [
        (name, column.name)
        for name, table in PUBLISHED.items()
        for column in table.columns
        if column.kind is Kind.MONEY
    ]
    assert [named for named in money if not sources_of(*named)] == []


def test_lineage_has_no_circle():
    """A table comes from extracts, from those of a step before, or from one of its own step that is made before it."""
    before: set[str] = set(EXTRACTS)
    order = [
        "allocations",
        "variances",
        *(name for name in PUBLISHED if name not in ("allocations", "variances")),
    ]
    for name in order:
        sources = {table for column in PUBLISHED[name].names for table, _ in sources_of(name, column)} - {
            name
        }
        assert sources <= before, name
        before.add(name)


def test_an_asset_shows_columns_types_meanings_and_sources():
    (spec,) = specify("worklist", ("worklist",), deps=())
    schema = {column.name: column for column in spec.metadata["dagster/column_schema"].columns}
    assert list(schema) == list(PUBLISHED["worklist"].names)
    assert schema["payer_name"].type == "VARCHAR"
    assert schema["payer_name"].description == "Its name ← payers.name"
    assert (schema["dispute_id"].constraints.unique, schema["payer_name"].constraints.nullable) == (
        True,
        True,
    )
    lineage = spec.metadata["dagster/column_lineage"].deps_by_column
    assert lineage["payer_name"] == [dg.TableColumnDep(dg.AssetKey(["extracts", "payers"]), "name")]
    assert lineage["dispute_id"] == [dg.TableColumnDep(dg.AssetKey(["variances"]), "variance_id")]
    assert (spec.owners, spec.kinds) == ([OWNERS["worklist"]], {"duckdb", "parquet"})
    assert spec.description.startswith("One row per open dispute.")


def test_the_extracts_are_assets_that_others_make():
    assert [spec.key.path[-1] for spec in specify_extracts()] == list(EXTRACTS)


def test_books_of_a_step_are_one_asset_with_all_their_columns():
    (spec,) = specify("cases", ("book_cases", "book_outcomes"), deps=())
    assert spec.key.path == [asset_of("book_cases")] == ["case_books"]
    names = [column.name for column in spec.metadata["dagster/column_schema"].columns]
    assert "book_cases.dispute_id" in names and any(name.startswith("book_outcomes.") for name in names)
