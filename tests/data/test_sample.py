"""The committed sample is small, whole, and as lively as it is meant to be."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from data.accuracy.read import read_truth
from data.simulator.shortfalls import TYPES
from data.simulator.two_causes import PARTS

SAMPLE = Path(__file__).parents[2] / "data" / "sample"


def test_sample_is_at_most_four_megabytes() -> None:
    assert sum(path.stat().st_size for path in SAMPLE.rglob("*") if path.is_file()) < 4_000_000


def test_sample_has_twenty_nights() -> None:
    assert len({path.name for path in SAMPLE.glob("extracts/payments/*")}) == 20


@pytest.mark.parametrize("kind", sorted(set(TYPES) - {"two_causes", *PARTS}))
def test_sample_holds_every_situation(kind: str) -> None:
    assert kind in set(read_truth(SAMPLE / "truth", "truth_shortfalls")["kind"])


def test_sample_has_some_hundreds_of_payments_and_disputes() -> None:
    assert read_truth(SAMPLE / "truth", "truth_allocations")["payment_id"].n_unique() > 300
    assert read_truth(SAMPLE / "truth", "truth_disputes").height > 150


def test_sample_closes_disputes_in_every_way() -> None:
    closed = read_truth(SAMPLE / "truth", "truth_disputes").filter(pl.col("open_amount") == 0)
    assert set(closed["closed_how"]) == {"credited", "repaid", "withdrawn"}
