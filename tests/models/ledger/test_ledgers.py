"""The ledger of a dispute that is found tonight: original = open + credited + repaid + written off + withdrawn."""

from datetime import date

import pytest

from tests.models.ledger.ledgers import FOUND, before, ledger, settled
from tests.models.running import run_model


@pytest.mark.parametrize(
    ("found", "openable", "expected"),
    [
        pytest.param("1  V1  deduction  500  dispute", "1  500", {"original": 500, "open": 500},
                     id="a new dispute is open"),
        pytest.param("1  V1  deduction  500  dispute", "1  300", {"original": 500, "open": 300, "withdrawn": 200},
                     id="what the document does not hold is withdrawn"),
        pytest.param("1  V1  deduction  500  partial_payment", "1  500", {}, id="what is no dispute has no ledger"),
        pytest.param("1  V1  misapplied  500  dispute", "2  7", {"original": 500, "open": 500},
                     id="misapplied cash holds no document"),
        pytest.param("1  V1  overpayment  -500  dispute", "2  7", {"original": -500, "open": -500},
                     id="an overpayment is negative"),
    ],
)  # fmt: skip
def test_what_is_found_for_the_first_time(found: str, openable: str, expected: dict):
    row = settled(differences=found, openable=f"difference_no  amount\n{openable}")
    assert ledger(row) == expected
    assert (row["changed_date"], row["opened_date"]) == (date(2026, 3, 2), None)


@pytest.mark.parametrize(
    ("amount", "open_amount", "expected"),
    [
        pytest.param(700, 700, {"original": 700, "open": 700}, id="it grew: the original grows"),
        pytest.param(
            300,
            300,
            {"original": 500, "open": 300, "withdrawn": 200},
            id="it shrank: the difference is withdrawn",
        ),
    ],
)
def test_what_is_found_again(amount: int, open_amount: int, expected: dict):
    row = settled(
        differences=f"1  V1  deduction  {amount}  dispute",
        earlier=before(open=500),
        openable=f"difference_no  amount\n1  {open_amount}",
    )
    assert ledger(row) == expected
    assert row["amount"] == amount


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        pytest.param(-700, {"original": -700, "open": -500, "repaid": -200}, id="it grew downwards"),
        pytest.param(
            -300, {"original": -500, "open": -100, "repaid": -200, "withdrawn": -200}, id="it shrank"
        ),
        pytest.param(
            -100,
            {"original": -500, "repaid": -200, "withdrawn": -300},
            id="less than was sent back: nothing is held",
        ),
    ],
)
def test_an_overpayment_that_is_found_again(amount: int, expected: dict):
    row = settled(
        differences=f"1  V1  overpayment  {amount}  dispute",
        earlier=before("overpayment", amount=-500, open=-300, repaid=-200),
    )
    assert ledger(row) == expected


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        pytest.param(
            500,
            {"original": 500, "open": 200, "credited": 100, "repaid": 150, "written_off": 50},
            id="the rest is open",
        ),
        pytest.param(
            250,
            {"original": 500, "credited": 100, "repaid": 150, "written_off": 50, "withdrawn": 200},
            id="nothing is",
        ),
    ],
)
def test_misapplied_cash_that_is_found_again_is_open_as_far_as_it_is_not_settled(amount: int, expected: dict):
    earlier = before("misapplied", open=200, credited=100, repaid=150, written_off=50)
    assert ledger(settled(differences=f"1  V1  misapplied  {amount}  dispute", earlier=earlier)) == expected


def test_an_overpayment_less_all_that_settled_it_is_held():
    earlier = before("overpayment", amount=-500, open=-200, credited=-100, repaid=-150, written_off=-50)
    row = settled(differences="1  V1  overpayment  -500  dispute", earlier=earlier)
    assert ledger(row) == {
        "original": -500,
        "open": -200,
        "credited": -100,
        "repaid": -150,
        "written_off": -50,
    }


def test_a_dispute_that_is_found_again_keeps_what_people_did_with_it():
    rows = run_model(
        "settled_variances",
        identified=f"{FOUND}\n1  V1  deduction  500  dispute",
        standing_variances="variance_id  amount  original_amount  opened_date  status  owner\n"
        "V1  500  500  2026-02-03  validated  ann",
    )
    assert (rows[0]["opened_date"], rows[0]["status"], rows[0]["owner"]) == (
        date(2026, 2, 3),
        "validated",
        "ann",
    )


@pytest.mark.parametrize(
    ("earlier", "given", "expected"),
    [
        pytest.param(before(credited=500), {"uncredited": "variance_id  amount\nV1  200\nV2  7"},
                     {"original": 500, "open": 200, "credited": 300}, id="its credit goes back to the memo in part"),
        pytest.param(before(written_off=500), {"unwritten": "variance_id  amount\nV1  200\nV2  7"},
                     {"original": 500, "open": 200, "written_off": 300}, id="its write-off is taken back in part"),
    ],
)  # fmt: skip
def test_what_is_found_again_and_loses_what_settled_it(earlier: str, given: dict, expected: dict):
    row = settled(
        differences="1  V1  deduction  500  dispute",
        earlier=earlier,
        openable="difference_no  amount\n1  200",
        **given,
    )
    assert ledger(row) == expected


def test_what_never_was_a_dispute_has_no_credit_to_give_back():
    given = {"uncredited": "variance_id  amount\nV1  500", "openable": "difference_no  amount\n1  500"}
    row = settled(
        differences="1  V1  deduction  500  dispute", earlier=before(outcome="settled_by_credit"), **given
    )
    assert ledger(row) == {"original": 500, "open": 500}


@pytest.mark.parametrize(
    ("earlier", "settled_amount", "expected"),
    [
        pytest.param(before(open=500), 500, {"original": 500, "credited": 500}, id="an earlier dispute is credited"),
        pytest.param(before(open=500), 600, {"original": 600, "credited": 600},
                     id="one that grew grows with its credit"),
        pytest.param(before(open=300, repaid=150, written_off=50), 400,
                     {"original": 600, "credited": 400, "repaid": 150,
                      "written_off": 50}, id="beside all that settled it before"),
        pytest.param(before(open=500), 300, {"original": 500, "credited": 300, "withdrawn": 200},
                     id="the rest of it is withdrawn"),
        pytest.param(before(outcome="tolerance"), 500, {}, id="what never was a dispute opens none"),
    ],
)  # fmt: skip
def test_a_credit_memo_that_settles_what_is_found_tonight(earlier: str, settled_amount: int, expected: dict):
    row = settled(
        differences=f"1  V1  deduction  {settled_amount}  settled_by_credit",
        earlier=earlier,
        settled_by_credit=f"difference_no  credit_no  amount\n1  20  {settled_amount}",
    )
    assert (row["outcome"], ledger(row)) == ("settled_by_credit", expected)


def test_an_earlier_dispute_that_is_none_any_more_keeps_its_original():
    row = settled(differences="1  V1  deduction  500  partial_payment", earlier=before(open=400, repaid=100))
    assert ledger(row) == {"original": 500, "repaid": 100, "withdrawn": 400}
