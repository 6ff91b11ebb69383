"""Which lines of advice have had their effect, and how they are corrected."""

import pytest

from tests.models.running import Row, column, columns, run_model

ADVICE = "payer_id  remittance_id  line_number  share_number  is_used  mended_amount  mend"
LINE = (
    "line_no  receipt_no  payer_id  remittance_id  line_number  share_number  claim_number  invoice_reference"
)
OUTCOME = "line_no  line_number  status  paid_amount  mended_amount  mend"


def advice(
    row: str = "C1  R1  1  1  no  -  -",
    outcomes: str = "",
    line: str = "7  1  C1  R1  1  1  C-1  X",
    **given: str,
) -> list[Row]:
    tables = {
        "night_advice": f"{ADVICE}\n{row}",
        "advice_lines": f"{LINE}\n{line}",
        "line_outcomes": f"{OUTCOME}\n{outcomes}",
    }
    return run_model("settled_advice", **tables, **given)


@pytest.mark.parametrize(
    ("outcome", "given", "is_used"),
    [
        pytest.param("7  1  matched  500  -  -", {}, True, id="its document is found"),
        pytest.param("7  1  left_out  500  -  -", {}, True, id="it is left out"),
        pytest.param("7  1  not_found  500  -  -", {}, False, id="its document is not found"),
        pytest.param("7  1  ambiguous  500  -  -", {}, False, id="it may mean several"),
        pytest.param("7  1  claim  -500  -  -", {}, True, id="it takes a claim"),
        pytest.param("7  1  claim  500  -  -", {}, False, id="it pays a claim whose dispute is not there yet"),
        pytest.param("7  1  claim  500  -  -", {"repayments": "variance_id  receipt_no  claim_key\nV1  1  C1"}, True,
                     id="it pays a claim"),
        pytest.param("7  1  claim  500  -  -", {"repayments": "variance_id  receipt_no  claim_key\nV1  2  C1"}, False,
                     id="another payment pays the claim"),
        pytest.param("7  1  claim  500  -  -", {"repayments": "variance_id  receipt_no  claim_key\nV1  1  C2"}, False,
                     id="its payment pays another claim"),
        pytest.param("7  1  matched  500  -  -", {"refused_receipts": "receipt_no\n1"}, False,
                     id="its advice is refused"),
        pytest.param("7  1  matched  500  -  -", {"refused_receipts": "receipt_no\n2"}, True,
                     id="another one is refused"),
        pytest.param("7  1  not_found  500  -  -\n7  1  matched  500  -  -", {}, True,
                     id="one of its documents is found"),
    ],
)  # fmt: skip
def test_when_a_line_of_advice_has_had_its_effect(outcome: str, given: dict, is_used: bool):
    assert column(advice(outcomes=outcome, **given), "is_used") == [is_used]


def test_a_claim_is_known_by_its_reference_where_the_line_has_no_number():
    rows = advice(
        outcomes="7  1  claim  500  -  -",
        line="7  1  C1  R1  1  1  -  x",
        repayments="variance_id  receipt_no  claim_key\nV1  1  X",
    )
    assert column(rows, "is_used") == [True]


@pytest.mark.parametrize(
    "line",
    [
        "7  1  C2  R1  1  1  -  -",
        "7  1  C1  R2  1  1  -  -",
        "7  1  C1  R1  2  1  -  -",
        "7  1  C1  R1  1  2  -  -",
    ],
)
def test_the_effect_of_another_line_is_not_its_own(line: str):
    assert column(advice(outcomes="7  1  matched  500  -  -", line=line), "is_used") == [False]


def test_advice_without_a_payer_is_found_too():
    assert column(
        advice("-  R1  1  1  no  -  -", "7  1  matched  500  -  -", "7  1  -  R1  1  1  -  -"), "is_used"
    ) == [True]


def test_what_was_used_stays_used():
    assert column(advice("C1  R1  1  1  yes  -  -", "7  1  not_found  500  -  -"), "is_used") == [True]
    assert column(advice("C1  R1  1  1  yes  -  -", line="8  1  C9  R9  1  1  -  -"), "is_used") == [True]


@pytest.mark.parametrize(
    ("outcome", "mended"),
    [
        pytest.param("7  1  matched  500  450  wrong_amount", (450, "wrong_amount"), id="corrected tonight"),
        pytest.param("7  1  matched  500  -  -", (None, None), id="not corrected any more"),
        pytest.param(
            "8  1  matched  500  450  wrong_amount", (90, "paid_already"), id="not read tonight: as it was"
        ),
        pytest.param(
            "7  1  matched  500  -  -\n7  1  matched  500  450  wrong_amount",
            (450, "wrong_amount"),
            id="on one of its documents",
        ),
    ],
)
def test_how_a_line_is_corrected(outcome: str, mended: tuple):
    assert columns(advice("C1  R1  1  1  no  90  paid_already", outcome), "mended_amount", "mend") == [mended]
