"""Intervals, bands of confidence, and lakes pooled by their cases."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from data.accuracy import score
from data.accuracy.measures import Band, band_decisions, pool, wilson
from tests.data.accuracy.spoiling import change_variances


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [(0, 0, 0.0, 1.0), (10, 10, 0.7225, 1.0), (5, 10, 0.2366, 0.7634), (995, 1000, 0.9884, 0.9979)],
)
def test_wilson_interval(hits: int, total: int, low: float, high: float) -> None:
    assert wilson(hits, total) == pytest.approx((low, high), abs=1e-4)


def test_sure_and_wrong_is_not_calibrated(folders: tuple[Path, Path]) -> None:
    change_variances(folders[0], pl.col("outcome") == "dispute", dispute_subtype=pl.lit("audit"))
    (band,) = (m for m in score(*folders).measures if isinstance(m, Band) and m.section == "causes")
    assert (band.group, band.stated, band.hits) == ("0.9 to 1.0", 1.0, band.total - 1)


def test_bands_hold_what_was_stated() -> None:
    decisions = pl.DataFrame(
        {
            "confidence": [0.5, 0.52, 0.9, 0.9, 0.999, 1.0, None],
            "is_right": [True, False, True, True, True, None, True],
        }
    )
    low, high = band_decisions("causes", decisions, "is_right")
    assert (low.group, low.hits, low.total, low.stated) == ("0.5 to 0.6", 1, 2, pytest.approx(0.51))
    assert (high.group, high.hits, high.total, high.stated) == ("0.9 to 1.0", 3, 4, pytest.approx(0.94975))


@pytest.mark.parametrize(
    ("hits", "total", "stated", "verdict"),
    [
        pytest.param(970, 1000, 0.99, "yes", id="two points off"),
        pytest.param(900, 1000, 0.99, "no", id="nine points too sure"),
        pytest.param(1000, 1000, 0.95, "no", id="five points too modest"),
        pytest.param(9, 10, 0.99, "too few to tell", id="nine of ten may well be 99 %"),
    ],
)
def test_verdict_of_a_band(hits: int, total: int, stated: float, verdict: str) -> None:
    assert Band("causes", "right by confidence", "0.9 to 1.0", hits, total, stated).verdict == verdict


def test_lakes_are_pooled_by_their_cases() -> None:
    bands = [Band("causes", "b", "0.9 to 1.0", 9, 10, 0.95), Band("causes", "b", "0.9 to 1.0", 28, 30, 0.99)]
    together = pool(bands)
    assert isinstance(together, Band)
    assert (together.hits, together.total, together.stated) == (37, 40, pytest.approx(0.98))
