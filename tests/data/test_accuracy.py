"""The scorer scores a perfect lake 1 everywhere, and notices every single spoiled row."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from data.accuracy import Score, score
from data.accuracy.billing import compare_faults, measure_faults
from data.accuracy.causes import measure_causes
from data.accuracy.goals import GOALS
from data.accuracy.measures import Average, Band, Measure, band_decisions, pool, wilson
from data.accuracy.report import as_calibration, as_markdown, as_summary, as_text
from data.simulator import Behaviour, Zone, simulate
from data.simulator.write import write_truth
from tests.data.perfect_lake import build_perfect_lake


@pytest.fixture(scope="module")
def zone() -> Zone:
    return simulate(seed=4, invoices=1_200, payers=40, behaviour=Behaviour(misleading_code=0.4))


@pytest.fixture
def folders(zone: Zone, tmp_path: Path) -> tuple[Path, Path]:
    build_perfect_lake(zone, tmp_path / "lake")
    write_truth(zone, tmp_path / "truth")
    return tmp_path / "lake", tmp_path / "truth"


def spoil(lake: Path, table: str, **columns: pl.Expr) -> None:
    """Changes the first row of a published table."""
    (file,) = (lake / table).glob("*/*.parquet")
    frame = pl.read_parquet(file, hive_partitioning=False).with_row_index("row")
    changed = frame.with_columns(
        pl.when(pl.col("row") == 0).then(value).otherwise(pl.col(name)).cast(frame.schema[name]).alias(name)
        for name, value in columns.items()
    )
    changed.drop("row").write_parquet(file)


def drop_first(lake: Path, table: str) -> None:
    (file,) = (lake / table).glob("*/*.parquet")
    pl.read_parquet(file, hive_partitioning=False).slice(1).write_parquet(file)


def below_one(result: Score) -> set[str]:
    return {f"{m.section}: {m.name}" for m in result.measures if m.rate < 1}


def test_perfect_lake_scores_one_everywhere(folders: tuple[Path, Path]) -> None:
    result = score(*folders)
    assert below_one(result) == set()
    assert all(rows.is_empty() for rows in result.misses().values())
    assert result.measure("disputes", "found").total > 50


def test_a_bill_s_fault_missed_or_made_up_is_noticed(folders: tuple[Path, Path]) -> None:
    drop_first(folders[0], "billing_exceptions")
    assert "billing: fault found" in below_one(score(*folders))
    spoil(folders[0], "billing_exceptions", invoice_number=pl.lit("NO SUCH DOCUMENT"))
    assert "billing: fault not false" in below_one(score(*folders))


def test_wrong_document_costs_precision_and_recall(folders: tuple[Path, Path]) -> None:
    spoil(folders[0], "allocations", invoice_number=pl.lit("NO SUCH DOCUMENT"))
    assert {"matching: precision by pair", "matching: recall by pair"} <= below_one(score(*folders))


def test_a_cent_costs_exactness_but_not_the_pair(folders: tuple[Path, Path]) -> None:
    spoil(folders[0], "allocations", amount=pl.col("amount") + pl.lit("0.01").cast(pl.Decimal(18, 3)))
    lost = below_one(score(*folders))
    assert "matching: precision to the cent" in lost
    assert "matching: precision by pair" not in lost


@pytest.mark.parametrize(("method", "is_false"), [("refund", False), ("advice_claim", True)])
def test_netting_of_what_was_on_no_document_is_no_match(
    folders: tuple[Path, Path], method: str, is_false: bool
) -> None:
    (file,) = (folders[0] / "allocations").glob("*/*.parquet")
    frame = pl.read_parquet(file, hive_partitioning=False)
    row = frame.head(1).with_columns(
        payment_id=pl.lit("PAY-UNTOLD"), invoice_number=pl.lit(None, pl.String), method=pl.lit(method)
    )
    pl.concat([frame, row]).write_parquet(file)
    assert ("matching: precision by pair" in below_one(score(*folders))) == is_false


def test_missing_allocation_costs_recall_only(folders: tuple[Path, Path]) -> None:
    drop_first(folders[0], "allocations")
    lost = below_one(score(*folders))
    assert "matching: recall by pair" in lost
    assert "matching: precision by pair" not in lost


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


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [(0, 0, 0.0, 1.0), (10, 10, 0.7225, 1.0), (5, 10, 0.2366, 0.7634), (995, 1000, 0.9884, 0.9979)],
)
def test_wilson_interval(hits: int, total: int, low: float, high: float) -> None:
    assert wilson(hits, total) == pytest.approx((low, high), abs=1e-4)


def change_variances(lake: Path, condition: pl.Expr, **columns: pl.Expr) -> None:
    """Changes the first variance that meets a condition."""
    (file,) = (lake / "variances").glob("*/*.parquet")
    frame = pl.read_parquet(file, hive_partitioning=False)
    first = pl.col("variance_id") == frame.filter(condition)["variance_id"][0]
    changed = [
        pl.when(first).then(value).otherwise(pl.col(name)).alias(name) for name, value in columns.items()
    ]
    frame.with_columns(changed).write_parquet(file)


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


def test_macro_f1_counts_every_type_the_same() -> None:
    parts = (
        Measure("causes", "F1 of tax", "coded", 99, 100),
        Measure("causes", "F1 of freight", "coded", 1, 2),
    )
    assert Average("causes", "macro", "coded", 100, 102, parts).rate == pytest.approx(0.745)


def test_lakes_are_pooled_by_their_cases() -> None:
    bands = [Band("causes", "b", "0.9 to 1.0", 9, 10, 0.95), Band("causes", "b", "0.9 to 1.0", 28, 30, 0.99)]
    together = pool(bands)
    assert isinstance(together, Band)
    assert (together.hits, together.total, together.stated) == (37, 40, pytest.approx(0.98))


def test_a_slip_must_not_become_a_short_payment(zone: Zone, folders: tuple[Path, Path]) -> None:
    """The slip is in the truth; a dispute that the truth does not have is on its payment."""
    file = folders[1] / "truth_allocations.csv.gz"
    truth = pl.read_csv(file, infer_schema=False)
    payment = zone.truth["truth_shortfalls"].filter(pl.col("outcome") == "dispute")["payment_id"][0]
    before = score(*folders).measure("matching", "slip without a false short payment")
    slip = (
        pl.when(pl.col("payment_id") == payment).then(pl.lit("other_document")).otherwise("reference_style")
    )
    truth.with_columns(reference_style=slip).write_csv(folders[1] / "plain.csv")
    file.write_bytes(gzip.compress((folders[1] / "plain.csv").read_bytes()))
    assert score(*folders).measure("matching", "slip without a false short payment").hits == before.hits + 1
    change_variances(
        folders[0], (pl.col("payment_id") == payment) & (pl.col("outcome") == "dispute"),
        amount=pl.col("amount") + pl.lit("0.01").cast(pl.Decimal(18, 3)),
    )  # fmt: skip
    assert score(*folders).measure("matching", "slip without a false short payment").hits == before.hits


def test_families_without_reference_are_told_apart(zone: Zone, folders: tuple[Path, Path]) -> None:
    mute = zone.truth["truth_payments"].filter(pl.col("told") == "nothing")
    payment, family = mute.select("payment_id", "family").row(0)
    (file,) = (folders[0] / "allocations").glob("*/*.parquet")
    frame = pl.read_parquet(file, hive_partitioning=False)
    frame.filter(pl.col("payment_id").ne_missing(pl.lit(payment))).write_parquet(file)
    result = score(*folders)
    assert result.rate("matching", "recall by pair", "no reference") < 1
    by_family = {m.group: m.rate for m in result.measures if m.name == "recall by family without reference"}
    assert {name for name, rate in by_family.items() if rate < 1} == {family}
    assert result.rate("matching", "recall by pair", "full advice") == 1


def test_truth_made_by_other_means_may_lack_what_is_told(folders: tuple[Path, Path]) -> None:
    (folders[1] / "truth_payments.csv.gz").unlink()
    result = score(*folders)
    assert below_one(result) == set()
    assert result.measure("matching", "recall by pair", "no reference").total == 0


def test_report_names_every_measure(folders: tuple[Path, Path]) -> None:
    result = score(*folders)
    text, markdown = as_text(result), as_markdown("Seed 4", result)
    assert markdown.startswith("## Seed 4")
    for measure in result.measures:
        assert measure.name in text
        assert measure.name in markdown


def test_summary_shows_every_goal_beside_the_worst_lake(folders: tuple[Path, Path]) -> None:
    perfect = score(*folders)
    drop_first(folders[0], "worklist")
    spoiled = score(*folders)
    rows = as_summary({"A": perfect, "B": spoiled}, piped=True).splitlines()
    assert len(rows) == len(GOALS) + 2
    cells = [cell.strip() for cell in next(row for row in rows if "open and listed" in row).split("|")]
    assert cells[1:7] == ["3", "worklist: open and listed", "all", "98.0%", "100.00%", cells[7]]
    assert cells[7] != "100.00%"
    assert cells[-2] == "yes"


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


def test_summary_says_what_is_missed() -> None:
    goal = GOALS[0]
    low = Score([Measure(g.section, g.name, g.group, 1, 2) for g in GOALS], *[pl.DataFrame()] * 5)
    row = next(line for line in as_summary({"A": low}, piped=True).splitlines() if goal.name in line)
    assert row.endswith("| 50.00% | 50.00% | 1 of 2 | **no** |")


def test_calibration_names_both_kinds_of_decision(folders: tuple[Path, Path]) -> None:
    rows = as_calibration({"A": score(*folders)}, piped=True).splitlines()[2:]
    assert [row.split("|")[1].strip() for row in rows] == ["matching", "causes"]


def test_lake_that_stopped_early_is_scored_as_far_as_it_goes(zone: Zone, folders: tuple[Path, Path]) -> None:
    for table in ("allocations", "variances", "worklist"):
        (night,) = (folders[0] / table).iterdir()
        night.rename(night.with_name(f"business_date={zone.nights[3].isoformat()}"))
    result = score(*folders)
    assert 0 < result.measure("disputes", "found").total < zone.truth["truth_disputes"].height
