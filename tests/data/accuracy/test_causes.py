"""What a wrong cause costs."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from data.accuracy import score
from data.accuracy.causes import measure_causes
from data.accuracy.measures import Average, Measure
from data.simulator import Zone
from tests.data.accuracy.spoiling import below_one, change_variances


@pytest.mark.parametrize("group", ["coded", "uncoded"])
def test_wrong_type_costs_macro_f1_of_its_kind_only(
    zone: Zone, folders: tuple[Path, Path], group: str
) -> None:
    truth = zone.truth["truth_shortfalls"].with_row_index("variance_id")
    taxes = truth.filter((pl.col("kind") == "tax") & (pl.col("is_coded") == (group == "coded")))
    condition = pl.col("variance_id") == taxes["variance_id"][0]
    change_variances(folders[0], condition, dispute_type=pl.lit("pricing"))
    result = score(*folders)
    other = "uncoded" if group == "coded" else "coded"
    assert result.rate("causes", "macro-F1 over types", group) < 1
    assert result.rate("causes", "macro-F1 over types", other) == 1
    assert result.rate("causes", "F1 of pricing", group) < 1
    assert result.rate("causes", "F1 of short_ship", group) == 1


def test_an_unexplained_one_that_is_talked_into_a_cause(folders: tuple[Path, Path]) -> None:
    change_variances(
        folders[0], pl.col("dispute_subtype") == "unexplained", dispute_type=pl.lit("pricing"),
        dispute_subtype=pl.lit("percent"),
    )  # fmt: skip
    assert score(*folders).rate("causes", "unexplained, and called so") < 1


@pytest.mark.parametrize(
    ("is_misleading", "measure", "group"),
    [
        pytest.param(True, "misleading code contested", "all", id="a misleading code is believed"),
        pytest.param(False, "honest one not contested", "all", id="an honest one is doubted"),
    ],
)
def test_contested_is_compared(
    folders: tuple[Path, Path], is_misleading: bool, measure: str, group: str
) -> None:
    (file,) = (folders[0] / "worklist").glob("*/*.parquet")
    frame = pl.read_parquet(file, hive_partitioning=False)
    rows = frame.filter(
        (pl.col("is_contested") == is_misleading) & (pl.col("dispute_subtype") != "deduction")
    )
    first = pl.col("dispute_id") == rows["dispute_id"][0]
    frame.with_columns(is_contested=pl.col("is_contested") ^ first).write_parquet(file)
    result = score(*folders)
    assert result.rate("causes", measure, group) < 1
    assert {name for name in below_one(result) if "contested" in name} == {f"causes: {measure}"}


@pytest.mark.parametrize(
    ("kind", "is_coded", "is_misleading", "counted"),
    [
        pytest.param("tax", True, False, "honest one not contested", id="the code is right"),
        pytest.param("tax", True, True, "misleading code contested", id="the code misleads"),
        pytest.param(
            "deduction_twice",
            True,
            False,
            "taken again under the first's code, contested",
            id="taken again under its code",
        ),
        pytest.param("deduction_twice", False, False, None, id="taken again without a code"),
    ],
)
def test_what_counts_as_contested(
    kind: str, is_coded: bool, is_misleading: bool, counted: str | None
) -> None:
    row = {
        "outcome": "dispute", "kind": kind, "dispute_type": "other", "dispute_subtype": "any", "found_outcome": "dispute",
        "found_type": "other", "found_subtype": "any", "confidence": 0.9, "is_coded": is_coded,
        "is_misleading": is_misleading, "is_contested": True,
    }  # fmt: skip
    groups = {
        (m.name, m.group): m.total for m in measure_causes(pl.DataFrame([row])) if "contested" in m.name
    }
    groups.pop(("honest one not contested", "all"))
    assert [name for (name, _), total in groups.items() if total] == [counted] * (counted is not None)


def test_macro_f1_counts_every_type_the_same() -> None:
    parts = (
        Measure("causes", "F1 of tax", "coded", 99, 100),
        Measure("causes", "F1 of freight", "coded", 1, 2),
    )
    assert Average("causes", "macro", "coded", 100, 102, parts).rate == pytest.approx(0.745)
