"""What a wrong, missing or made-up dispute or billing fault costs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from data.accuracy import score
from data.accuracy.billing import compare_faults, measure_faults
from tests.data.accuracy.spoiling import below_one, drop_first, spoil


def test_wrong_subtype_is_found_but_not_right(folders: tuple[Path, Path]) -> None:
    (file,) = (folders[0] / "variances").glob("*/*.parquet")
    frame = pl.read_parquet(file, hive_partitioning=False)
    first = frame.filter(pl.col("dispute_subtype") == "tax")["variance_id"][0]
    changed = pl.when(pl.col("variance_id") == first).then(pl.lit("freight")).otherwise("dispute_subtype")
    frame.with_columns(dispute_subtype=changed).write_parquet(file)
    result = score(*folders)
    assert below_one(result) & {"disputes: found", "disputes: not false"} == set()
    assert result.rate("disputes", "subtype right, of those found") < 1
    assert result.rate("disputes", "type right, of those found") == 1


def test_false_dispute_is_counted(folders: tuple[Path, Path]) -> None:
    (file,) = (folders[0] / "variances").glob("*/*.parquet")
    frame = pl.read_parquet(file, hive_partitioning=False)
    false = frame.filter(pl.col("outcome") == "dispute").head(1)
    false = false.with_columns(variance_id=pl.lit("another").cast(frame.schema["variance_id"], strict=False))
    false = false.with_columns(payment_id=pl.lit("PAY-NOBODY"))
    pl.concat([frame, false]).write_parquet(file)
    result = score(*folders)
    assert result.rate("disputes", "not false") < 1
    assert result.rate("disputes", "found") == 1


def test_withdrawn_variance_is_no_dispute(folders: tuple[Path, Path]) -> None:
    (file,) = (folders[0] / "variances").glob("*/*.parquet")
    frame = pl.read_parquet(file, hive_partitioning=False)
    later = frame.filter(pl.col("outcome") == "dispute").head(1).with_columns(outcome=pl.lit("withdrawn"))
    night = folders[0] / "variances" / "business_date=2026-04-01"
    night.mkdir()
    later.write_parquet(night / "part-0.parquet")
    assert score(*folders).rate("disputes", "found") < 1


@pytest.mark.parametrize(
    ("change", "measure"),
    [
        pytest.param("drop", "worklist: open and listed", id="an open dispute is missing"),
        pytest.param("amount", "worklist: open amount right", id="the amount left is wrong"),
        pytest.param("payment", "worklist: listed and open", id="a dispute nobody has"),
    ],
)
def test_worklist_is_compared(folders: tuple[Path, Path], change: str, measure: str) -> None:
    if change == "drop":
        drop_first(folders[0], "worklist")
    elif change == "amount":
        spoil(folders[0], "worklist", open_amount=pl.lit("0.01").cast(pl.Decimal(18, 3)))
    else:
        spoil(folders[0], "worklist", payment_id=pl.lit("PAY-NOBODY"))
    assert measure in below_one(score(*folders))


def test_a_bill_s_fault_missed_or_made_up_is_noticed(folders: tuple[Path, Path]) -> None:
    drop_first(folders[0], "billing_exceptions")
    assert "billing: fault found" in below_one(score(*folders))
    spoil(folders[0], "billing_exceptions", invoice_number=pl.lit("NO SUCH DOCUMENT"))
    assert "billing: fault not false" in below_one(score(*folders))


def test_billing_faults_are_found_or_false_and_compared_to_the_cent() -> None:
    keys = {"company_code": ["1000"] * 3, "invoice_number": ["A", "B", "C"]}
    truth = pl.DataFrame({**keys, "fault": ["footing"] * 3, "amount": [1000, 2000, 3000]})
    nights = [date(2026, 3, 2), date(2026, 3, 2), date(2026, 3, 3)]
    listed = pl.DataFrame(
        {
            "company_code": ["1000"] * 3, "invoice_number": ["A", "B", "X"], "fault": ["footing"] * 3,
            "amount": [1000, 2001, 500], "business_date": nights,
        }
    )  # fmt: skip
    measures = {(m.name, m.group): (m.hits, m.total) for m in measure_faults(compare_faults(listed, truth))}
    assert measures["fault found", "all"] == (2, 3)
    assert measures["fault not false", "all"] == (2, 3)
    assert measures["money at risk right, of those found", "all"] == (1, 2)
    assert measures["fault found", "footing"] == (2, 3)
