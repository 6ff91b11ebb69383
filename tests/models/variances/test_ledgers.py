"""The ledger of a dispute after the night: original = open + credited + repaid + written off + withdrawn."""

from datetime import date

import pytest
from tests.models.running import Row, run_model

PARTS = ("open", "credited", "repaid", "written_off", "withdrawn")
FOUND = "found_no  variance_id  slot  amount  outcome"
EARLIER = (
    "variance_id  slot  amount  outcome  original_amount  open_amount  credited_amount  repaid_amount  written_off_amount"
    "  withdrawn_amount  changed_date"
)


def settled(*, found: str = "", earlier: str = "", **given: str) -> Row:
    """Return V1 after a night, from what is found of it tonight and what it was before."""
    tables = {"identified": f"{FOUND}\n{found}", "standing_variances": f"{EARLIER}\n{earlier}"}
    rows = run_model("settled_variances", **tables, **given)
    assert all(row["original_amount"] == sum(row[f"{part}_amount"] for part in PARTS) for row in rows)
    [row] = [row for row in rows if row["variance_id"] == "V1"]
    return row


def ledger(row: Row) -> dict[str, int]:
    """Return what is not 0 of a ledger."""
    return {part: row[f"{part}_amount"] for part in ("original", *PARTS) if row[f"{part}_amount"]}


def before(slot: str = "deduction", outcome: str = "dispute", amount: int = 500, **parts: int) -> str:
    """Return V1 as it was: original is what its parts come to unless it is given."""
    values = {part: parts.get(part, 0) for part in PARTS}
    original = parts.get("original", sum(values.values()))
    return f"V1  {slot}  {amount}  {outcome}  {original}  " + "  ".join(map(str, values.values())) + "  2026-02-01"


@pytest.mark.parametrize(
    ("found", "openable", "expected"),
    [
        pytest.param("1  V1  deduction  500  dispute", "1  500", {"original": 500, "open": 500}, id="a new dispute is open"),
        pytest.param("1  V1  deduction  500  dispute", "1  300", {"original": 500, "open": 300, "withdrawn": 200},
                     id="what the document does not hold is withdrawn"),
        pytest.param("1  V1  deduction  500  partial_payment", "1  500", {}, id="what is no dispute has no ledger"),
        pytest.param("1  V1  misapplied  500  dispute", "2  7", {"original": 500, "open": 500}, id="misapplied cash holds no document"),
        pytest.param("1  V1  overpayment  -500  dispute", "2  7", {"original": -500, "open": -500}, id="an overpayment is negative"),
    ],
)  # fmt: skip
def test_what_is_found_for_the_first_time(found: str, openable: str, expected: dict):
    row = settled(found=found, openable=f"found_no  amount\n{openable}")
    assert ledger(row) == expected
    assert (row["changed_date"], row["opened_date"]) == (date(2026, 3, 2), None)


@pytest.mark.parametrize(
    ("amount", "open_amount", "expected"),
    [
        pytest.param(700, 700, {"original": 700, "open": 700}, id="it grew: the original grows"),
        pytest.param(300, 300, {"original": 500, "open": 300, "withdrawn": 200}, id="it shrank: the difference is withdrawn"),
    ],
)
def test_what_is_found_again(amount: int, open_amount: int, expected: dict):
    row = settled(found=f"1  V1  deduction  {amount}  dispute", earlier=before(open=500), openable=f"found_no  amount\n1  {open_amount}")
    assert ledger(row) == expected
    assert row["amount"] == amount


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        pytest.param(-700, {"original": -700, "open": -500, "repaid": -200}, id="it grew downwards"),
        pytest.param(-300, {"original": -500, "open": -100, "repaid": -200, "withdrawn": -200}, id="it shrank"),
        pytest.param(-100, {"original": -500, "repaid": -200, "withdrawn": -300}, id="less than was sent back: nothing is held"),
    ],
)
def test_an_overpayment_that_is_found_again(amount: int, expected: dict):
    row = settled(found=f"1  V1  overpayment  {amount}  dispute", earlier=before("overpayment", amount=-500, open=-300, repaid=-200))
    assert ledger(row) == expected


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        pytest.param(500, {"original": 500, "open": 200, "credited": 100, "repaid": 150, "written_off": 50}, id="the rest is open"),
        pytest.param(250, {"original": 500, "credited": 100, "repaid": 150, "written_off": 50, "withdrawn": 200}, id="nothing is"),
    ],
)
def test_misapplied_cash_that_is_found_again_is_open_as_far_as_it_is_not_settled(amount: int, expected: dict):
    earlier = before("misapplied", open=200, credited=100, repaid=150, written_off=50)
    assert ledger(settled(found=f"1  V1  misapplied  {amount}  dispute", earlier=earlier)) == expected


def test_an_overpayment_less_all_that_settled_it_is_held():
    earlier = before("overpayment", amount=-500, open=-200, credited=-100, repaid=-150, written_off=-50)
    row = settled(found="1  V1  overpayment  -500  dispute", earlier=earlier)
    assert ledger(row) == {"original": -500, "open": -200, "credited": -100, "repaid": -150, "written_off": -50}


def test_a_dispute_that_is_found_again_keeps_what_people_did_with_it():
    rows = run_model(
        "settled_variances",
        identified=f"{FOUND}\n1  V1  deduction  500  dispute",
        standing_variances="variance_id  amount  original_amount  opened_date  status  owner\nV1  500  500  2026-02-03  validated  ann",
    )
    assert (rows[0]["opened_date"], rows[0]["status"], rows[0]["owner"]) == (date(2026, 2, 3), "validated", "ann")


@pytest.mark.parametrize(
    ("earlier", "given", "expected"),
    [
        pytest.param(before(credited=500), {"uncredited": "variance_id  amount\nV1  200"},
                     {"original": 500, "open": 200, "credited": 300}, id="its credit goes back to the memo in part"),
        pytest.param(before(written_off=500), {"unwritten": "variance_id  amount\nV1  200"},
                     {"original": 500, "open": 200, "written_off": 300}, id="its write-off is taken back in part"),
    ],
)  # fmt: skip
def test_what_is_found_again_and_loses_what_settled_it(earlier: str, given: dict, expected: dict):
    row = settled(found="1  V1  deduction  500  dispute", earlier=earlier, openable="found_no  amount\n1  200", **given)
    assert ledger(row) == expected


def test_what_never_was_a_dispute_has_no_credit_to_give_back():
    given = {"uncredited": "variance_id  amount\nV1  500", "openable": "found_no  amount\n1  500"}
    row = settled(found="1  V1  deduction  500  dispute", earlier=before(outcome="settled_by_credit"), **given)
    assert ledger(row) == {"original": 500, "open": 500}


@pytest.mark.parametrize(
    ("earlier", "settled_amount", "expected"),
    [
        pytest.param(before(open=500), 500, {"original": 500, "credited": 500}, id="an earlier dispute is credited"),
        pytest.param(before(open=500), 600, {"original": 600, "credited": 600}, id="one that grew grows with its credit"),
        pytest.param(before(open=300, repaid=150, written_off=50), 400,
                     {"original": 600, "credited": 400, "repaid": 150, "written_off": 50}, id="beside all that settled it before"),
        pytest.param(before(open=500), 300, {"original": 500, "credited": 300, "withdrawn": 200}, id="the rest of it is withdrawn"),
        pytest.param(before(outcome="tolerance"), 500, {}, id="what never was a dispute opens none"),
    ],
)  # fmt: skip
def test_a_credit_memo_that_settles_what_is_found_tonight(earlier: str, settled_amount: int, expected: dict):
    row = settled(
        found=f"1  V1  deduction  {settled_amount}  settled_by_credit",
        earlier=earlier,
        settled_by_credit=f"found_no  credit_no  amount\n1  20  {settled_amount}",
    )
    assert (row["outcome"], ledger(row)) == ("settled_by_credit", expected)


def test_an_earlier_dispute_that_is_none_any_more_keeps_its_original():
    row = settled(found="1  V1  deduction  500  partial_payment", earlier=before(open=400, repaid=100))
    assert ledger(row) == {"original": 500, "repaid": 100, "withdrawn": 400}


@pytest.mark.parametrize(
    ("given", "outcome"),
    [
        pytest.param({"returned_variances": "variance_id\nV1"}, "withdrawn", id="a return takes it with it"),
        pytest.param({"earlier_ranks": "variance_id  is_matchable\nV1  yes"}, "withdrawn", id="its payment, reckoned anew, leaves it no more"),
        pytest.param({"earlier_ranks": "variance_id  is_matchable\nV1  no"}, "dispute", id="its payment is only added to"),
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
        found="1  V1  deduction  500  dispute", earlier=before(open=500), returned_variances="variance_id\nV1", openable="found_no  amount\n1  500"
    )
    assert (row["outcome"], ledger(row)) == ("dispute", {"original": 500, "open": 500})


@pytest.mark.parametrize(
    ("earlier", "given", "outcome", "expected"),
    [
        pytest.param(before(open=500), {"restated_disputes": "variance_id  amount\nV1  200"}, "dispute",
                     {"original": 500, "open": 300, "withdrawn": 200}, id="a lower gross withdraws a part of it"),
        pytest.param(before(open=500), {"restated_disputes": "variance_id  amount\nV1  500"}, "withdrawn",
                     {"original": 500, "withdrawn": 500}, id="a lower gross withdraws it"),
        pytest.param(before("misapplied", open=500), {"misapplied_closed": "variance_id  is_repaid  amount\nV1  no  500"}, "withdrawn",
                     {"original": 500, "withdrawn": 500}, id="misapplied cash was put right"),
        pytest.param(before("misapplied", open=500), {"misapplied_closed": "variance_id  is_repaid  amount\nV1  yes  500"}, "dispute",
                     {"original": 500, "repaid": 500}, id="misapplied cash was repaid"),
        pytest.param(before("overpayment", amount=-500, open=-500), {"overpayments_used": "variance_id  amount\nV1  200"}, "dispute",
                     {"original": -500, "open": -300, "withdrawn": -200}, id="an overpayment is used in part"),
        pytest.param(before("overpayment", amount=-500, open=-500), {"overpayments_used": "variance_id  amount\nV1  500"}, "withdrawn",
                     {"original": -500, "withdrawn": -500}, id="an overpayment is used"),
        pytest.param(before("overpayment", "withdrawn", -500, withdrawn=-500), {"overpayments_used": "variance_id  amount\nV1  -200"},
                     "dispute", {"original": -500, "open": -200, "withdrawn": -300}, id="an overpayment is held again"),
        pytest.param(before(open=500), {"restated_disputes": "variance_id  amount\nV1  100",
                                        "misapplied_closed": "variance_id  is_repaid  amount\nV1  no  50"}, "dispute",
                     {"original": 500, "open": 350, "withdrawn": 150}, id="both"),
        pytest.param(before(outcome="tolerance", amount=40), {}, "tolerance", {}, id="what never was a dispute stays as it is"),
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
def test_a_lower_gross_takes_back_what_settled_a_variance(earlier: str, given: dict, outcome: str, expected: dict):
    row = settled(earlier=earlier, **given)
    assert (row["outcome"], ledger(row)) == (outcome, expected)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param({"credited": "variance_id  found_no  amount\nV1  -  200\nV1  -  50"}, {"credited": 350, "open": 150}, id="credited"),
        pytest.param({"repayments": "variance_id  amount\nV1  200"}, {"credited": 100, "repaid": 200, "open": 200}, id="repaid"),
    ],
)
def test_credits_and_money_close_an_open_dispute(given: dict, expected: dict):
    assert ledger(settled(earlier=before(open=400, credited=100), **given)) == {"original": 500} | expected


def test_a_dispute_found_tonight_may_be_credited_and_repaid_the_same_night():
    row = settled(
        found="1  V1  deduction  500  dispute",
        openable="found_no  amount\n1  500",
        credited="variance_id  found_no  amount\n-  1  200\n-  1  30",
        repayments="variance_id  amount\nV1  100",
    )
    assert ledger(row) == {"original": 500, "open": 170, "credited": 230, "repaid": 100}


def test_what_is_sent_back_of_tonights_overpayment_is_repaid():
    row = settled(found="1  V1  overpayment  -500  dispute", held_returned="variance_id  amount\nV1  -200")
    assert ledger(row) == {"original": -500, "open": -300, "repaid": -200}
