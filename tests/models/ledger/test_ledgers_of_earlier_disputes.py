"""The ledger of a dispute that tonight does not find again, and what credits and money close of it."""

from datetime import date

import pytest

from tests.models.ledger.ledgers import before, ledger, settled


@pytest.mark.parametrize(
    ("given", "outcome"),
    [
        pytest.param({"returned_variances": "variance_id\nV1"}, "withdrawn", id="a return takes it with it"),
        pytest.param({"earlier_ranks": "variance_id  is_matchable\nV1  yes"}, "withdrawn",
                     id="its payment, reckoned anew, leaves it no more"),
        pytest.param({"earlier_ranks": "variance_id  is_matchable\nV1  no"}, "dispute",
                     id="its payment is only added to"),
        pytest.param({}, "dispute", id="its payment is not touched"),
    ],
)  # fmt: skip
def test_a_dispute_that_is_not_found_again(given: dict, outcome: str):
    row = settled(earlier=before(open=400, repaid=100), **given)
    gone = outcome == "withdrawn"
    assert row["outcome"] == outcome
    assert ledger(row) == {"original": 500, "repaid": 100, "withdrawn" if gone else "open": 400}
    assert row["changed_date"] == (date(2026, 3, 2) if gone else date(2026, 2, 1))


def test_a_variance_withdrawn_before_is_not_changed_again():
    row = settled(earlier=before(outcome="withdrawn", withdrawn=500), returned_variances="variance_id\nV1")
    assert (row["outcome"], row["changed_date"]) == ("withdrawn", date(2026, 2, 1))


def test_a_variance_that_a_return_took_and_that_is_found_again_is_one_row():
    row = settled(
        differences="1  V1  deduction  500  dispute",
        earlier=before(open=500),
        returned_variances="variance_id\nV1",
        openable="difference_no  amount\n1  500",
    )
    assert (row["outcome"], ledger(row)) == ("dispute", {"original": 500, "open": 500})


@pytest.mark.parametrize(
    ("earlier", "given", "outcome", "expected"),
    [
        pytest.param(before(open=500), {"restated_disputes": "variance_id  amount\nV1  200"}, "dispute",
                     {"original": 500, "open": 300, "withdrawn": 200}, id="a lower gross withdraws a part of it"),
        pytest.param(before(open=500), {"restated_disputes": "variance_id  amount\nV1  500"}, "withdrawn",
                     {"original": 500, "withdrawn": 500}, id="a lower gross withdraws it"),
        pytest.param(before("misapplied", open=500),
                     {"misapplied_closed": "variance_id  is_repaid  amount\nV1  no  500"}, "withdrawn",
                     {"original": 500, "withdrawn": 500}, id="misapplied cash was put right"),
        pytest.param(before("misapplied", open=500),
                     {"misapplied_closed": "variance_id  is_repaid  amount\nV1  yes  500"}, "dispute",
                     {"original": 500, "repaid": 500}, id="misapplied cash was repaid"),
        pytest.param(before("overpayment", amount=-500, open=-500),
                     {"overpayments_used": "variance_id  amount\nV1  200"}, "dispute",
                     {"original": -500, "open": -300, "withdrawn": -200}, id="an overpayment is used in part"),
        pytest.param(before("overpayment", amount=-500, open=-500),
                     {"overpayments_used": "variance_id  amount\nV1  500"}, "withdrawn",
                     {"original": -500, "withdrawn": -500}, id="an overpayment is used"),
        pytest.param(before("overpayment", "withdrawn", -500, withdrawn=-500),
                     {"overpayments_used": "variance_id  amount\nV1  -200"},
                     "dispute", {"original": -500, "open": -200, "withdrawn": -300}, id="an overpayment is held again"),
        pytest.param(before(open=500), {"restated_disputes": "variance_id  amount\nV1  100",
                                        "misapplied_closed": "variance_id  is_repaid  amount\nV1  no  50"}, "dispute",
                     {"original": 500, "open": 350, "withdrawn": 150}, id="both"),
        pytest.param(before(outcome="tolerance", amount=40), {}, "tolerance", {},
                     id="what never was a dispute stays as it is"),
    ],
)  # fmt: skip
def test_what_goes_away_of_a_dispute(earlier: str, given: dict, outcome: str, expected: dict):
    row = settled(earlier=earlier, **given)
    assert (row["outcome"], ledger(row)) == (outcome, expected)


@pytest.mark.parametrize(
    ("earlier", "given", "outcome", "expected"),
    [
        pytest.param(before(credited=500), {"uncredited": "variance_id  amount\nV1  200"}, "dispute",
                     {"original": 500, "credited": 300, "withdrawn": 200}, id="a dispute's credit goes back in part"),
        pytest.param(before(credited=500), {"uncredited": "variance_id  amount\nV1  500"}, "withdrawn",
                     {"original": 500, "withdrawn": 500}, id="all of it"),
        pytest.param(before(written_off=500), {"unwritten": "variance_id  amount\nV1  500"}, "withdrawn",
                     {"original": 500, "withdrawn": 500}, id="its write-off is taken back"),
        pytest.param(before(credited=300, written_off=200),
                     {"uncredited": "variance_id  amount\nV1  300", "unwritten": "variance_id  amount\nV1  200"}, "withdrawn",
                     {"original": 500, "withdrawn": 500}, id="credit and write-off together"),
        pytest.param(before(outcome="settled_by_credit"), {"uncredited": "variance_id  amount\nV1  500"}, "withdrawn", {},
                     id="one that a memo settled at once"),
        pytest.param(before(outcome="tolerance", amount=40), {"unwritten": "variance_id  amount\nV1  40"}, "withdrawn", {},
                     id="a tolerated difference"),
        pytest.param(before(outcome="tolerance", amount=-40), {"unwritten": "variance_id  amount\nV1  40"}, "withdrawn", {},
                     id="a little too much"),
        pytest.param(before(open=100, credited=500), {"uncredited": "variance_id  amount\nV1  500"}, "dispute",
                     {"original": 600, "open": 100, "withdrawn": 500}, id="what is still open stays a dispute"),
    ],
)  # fmt: skip
def test_a_lower_gross_takes_back_what_settled_a_variance(
    earlier: str, given: dict, outcome: str, expected: dict
):
    row = settled(earlier=earlier, **given)
    assert (row["outcome"], ledger(row)) == (outcome, expected)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(
            {"credited": "variance_id  difference_no  amount\nV1  -  200\nV1  -  50"},
            {"credited": 350, "open": 150},
            id="credited",
        ),
        pytest.param(
            {"repayments": "variance_id  amount\nV1  200"},
            {"credited": 100, "repaid": 200, "open": 200},
            id="repaid",
        ),
    ],
)
def test_credits_and_money_close_an_open_dispute(given: dict, expected: dict):
    assert ledger(settled(earlier=before(open=400, credited=100), **given)) == {"original": 500} | expected


def test_a_dispute_found_tonight_may_be_credited_and_repaid_the_same_night():
    row = settled(
        differences="1  V1  deduction  500  dispute\n2  V2  deduction  900  dispute",
        openable="difference_no  amount\n1  500\n2  900",
        credited="variance_id  difference_no  amount\n-  1  200\n-  2  70\n-  1  30",
        repayments="variance_id  amount\nV1  100",
    )
    assert ledger(row) == {"original": 500, "open": 170, "credited": 230, "repaid": 100}


def test_what_is_sent_back_of_tonights_overpayment_is_repaid():
    row = settled(
        differences="1  V1  overpayment  -500  dispute", held_returned="variance_id  amount\nV1  -200"
    )
    assert ledger(row) == {"original": -500, "open": -300, "repaid": -200}
