"""Variances of earlier nights, also those that an older release wrote."""

import pytest

from tests.models.running import column, run_model


@pytest.mark.parametrize(
    ("basis", "written", "source"),
    [
        pytest.param("arithmetic: 2.50 % of the goods", "-", "arithmetic", id="arithmetic alone"),
        pytest.param("arithmetic and the agreement", "-", "paper", id="arithmetic and a paper"),
        pytest.param("the payer''s code 22", "-", "payer", id="the payer's word"),
        pytest.param("tried: deliveries", "-", "none", id="nothing that was tried"),
        pytest.param("our books: the same amount", "-", "paper", id="our books"),
        pytest.param("arithmetic: 2.50 % of the goods", "paper", "paper", id="written by this release"),
    ],
)
def test_what_an_older_release_says_its_evidence_rests_on(basis: str, written: str, source: str) -> None:
    rows = run_model(
        "night_variances",
        old_variances=f"variance_id  evidence_source  evidence\nV1  {written}  "
        f"[{{'hypothesis': 'x', 'amount': 1, 'basis': '{basis}'}}]",
    )
    assert column(rows, "evidence_source") == [source]


def test_a_variance_without_evidence_rests_on_nothing_known() -> None:
    rows = run_model("night_variances", old_variances="variance_id  evidence\nV1  []\nV2  -")
    assert column(rows, "evidence_source") == [None, None]
