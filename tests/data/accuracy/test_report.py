"""What the report says."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from data.accuracy import Score, score
from data.accuracy.goals import GOALS
from data.accuracy.measures import Measure
from data.accuracy.report import as_calibration, as_markdown, as_summary, as_text
from tests.data.accuracy.spoiling import drop_first


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


def test_summary_says_what_is_missed() -> None:
    goal = GOALS[0]
    low = Score([Measure(g.section, g.name, g.group, 1, 2) for g in GOALS], *[pl.DataFrame()] * 5)
    row = next(line for line in as_summary({"A": low}, piped=True).splitlines() if goal.name in line)
    assert row.endswith("| 50.00% | 50.00% | 1 of 2 | **no** |")


def test_calibration_names_both_kinds_of_decision(folders: tuple[Path, Path]) -> None:
    rows = as_calibration({"A": score(*folders)}, piped=True).splitlines()[2:]
    assert [row.split("|")[1].strip() for row in rows] == ["matching", "causes"]
