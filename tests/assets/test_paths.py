"""A landing zone and a lake below folders whose names look like patterns, like partitions and like SQL."""

from __future__ import annotations

import json
from datetime import date

import duckdb
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest

from assets.cli import main
from pipelines.duckdb_paths import database_literal
from pipelines.lake import Lake
from tests.assets.landing import MONDAY, PAYMENTS, TUESDAY, WEDNESDAY, copy_site, make_night


@pytest.fixture(scope="module")
def site(made, tmp_path_factory):
    """Three nights. On Wednesday 50.00 and 1.00 GBP come in two files, of which one is a pattern that fits the other."""
    parents = ("currency=EUR", "payer_id='7\"; --", "business_date=1999-01-01", "a[1]*?", "back\\slash")
    site = copy_site(made / TUESDAY, tmp_path_factory.mktemp("odd").joinpath(*parents))
    day = site / "extracts" / "payments" / WEDNESDAY
    day.mkdir(parents=True)
    header, row = PAYMENTS.splitlines()
    for name, payment, amount in (("payments[1]", "P2", "50.00"), ("payments1", "P3", "1.00")):
        text = f"{header}\n{row.replace('P1', payment).replace('140.00', amount).replace('B1', payment)}\n"
        as_text = pa.csv.ConvertOptions(column_types=dict.fromkeys(header.split(","), pa.string()))
        rows = pa.csv.read_csv(pa.BufferReader(text.encode()), convert_options=as_text)
        pq.write_table(rows, str(day / f"{name}.parquet"))
    make_night(site, WEDNESDAY)
    return site


def test_every_file_is_read(site):
    found = Lake(site / "lake").pin().read("unapplied_payments", date.fromisoformat(WEDNESDAY))
    assert found.select(["payment_id", "currency"]).to_pylist() == [
        {"payment_id": "P2", "currency": "GBP"},
        {"payment_id": "P3", "currency": "GBP"},
    ]


def test_the_duckdb_file_holds_the_rows_of_the_lake(site):
    with duckdb.connect() as connection:
        connection.execute(
            f"ATTACH {database_literal(site / 'lake' / 'tieout.duckdb')} AS p (READ_ONLY); USE p"
        )
        query = "SELECT DISTINCT business_date, payer_id, currency FROM {} ORDER BY ALL"
        found = {name: connection.sql(query.format(name)).fetchall() for name in ("worklist", "allocations")}
    assert found == {
        "worklist": [(date.fromisoformat(WEDNESDAY), "C1", "GBP")],
        "allocations": [(date.fromisoformat(TUESDAY), "C1", "GBP")],
    }


def test_the_commands_tell_the_same_story_as_anywhere(site, capsys):
    assert main(["worklist", "--lake", str(site / "lake"), "--json"]) == 0
    [dispute] = json.loads(capsys.readouterr().out)
    assert (dispute["currency"], dispute["payer_id"], dispute["business_date"]) == ("GBP", "C1", WEDNESDAY)
    assert main(["explain", "INV-1001", "--lake", str(site / "lake")]) == 0
    story = capsys.readouterr().out
    assert main(["explain", "' OR 'a' = 'a", "--lake", str(site / "lake")]) == 2
    assert "found neither" in capsys.readouterr().err
    for said in (
        "Invoice INV-1001 of company 1000: 100.00 GBP to payer C1, due 2026-04-01",
        f"{MONDAY}  stands at 100.00 GBP open, 0.00 GBP disputed",
        f"{TUESDAY}  stands at 0.00 GBP open, 10.00 GBP disputed",
    ):
        assert said in story
