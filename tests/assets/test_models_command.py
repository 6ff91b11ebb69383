"""`tieout models`: what a table is made from and what it leads to, and the graph in figures."""

from __future__ import annotations

import pytest

from assets.cli import main


def test_a_model_says_what_it_is_made_from_and_who_reads_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "capped_allocations"]) == 0
    printed = capsys.readouterr().out
    assert "made by pipelines/cash_application/capped_allocations.sql" in printed
    assert "Key: receipt_no, document_no" in printed
    assert "proposed_allocations" in next(line for line in printed.splitlines() if line.startswith("Reads ("))
    assert "document_settlements" in next(
        line for line in printed.splitlines() if line.startswith("Read by (")
    )


def test_a_parameter_says_like_which_model_its_rows_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "shortfalls"]) == 0
    assert "Reads (1): shortfall_questions" in capsys.readouterr().out


def test_a_name_that_nobody_makes_is_refused_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "capped_allocation"]) == 2
    assert "did you mean capped_allocations" in capsys.readouterr().err


def test_the_summary_counts_rooms_and_names_what_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "--summary"]) == 0
    figures = dict(line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines())
    assert figures["Cycles"] == "none"
    assert "cash_application" in figures["Models"]
    assert figures["Longest"].startswith("chain")


def test_all_models_are_listed_by_room(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models"]) == 0
    printed = capsys.readouterr().out
    assert "deductions: what is short or paid too much" in printed
    assert "whole_differences" in printed
