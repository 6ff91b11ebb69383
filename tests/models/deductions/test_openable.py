"""How much of a difference may be in dispute, and what a document lacks beyond its disputes."""

import pytest

from tests.models.running import columns, run_model

FOUND = "difference_no  document_no  is_stated  amount  is_tolerable  slot"
LEDGER = "variance_id  original_amount  credited_amount  repaid_amount  written_off_amount"


def openable(*found: str, holdable: int = 10_000, **given: str) -> dict[int, int]:
    rows = run_model(
        "openable",
        differences="\n".join((FOUND, *found)),
        document_settlements=f"document_no  holdable\n10  {holdable}",
        **given,
    )
    assert len(rows) == len({row["difference_no"] for row in rows})
    return dict(columns(rows, "difference_no", "amount"))


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param("1  10  yes  500  no  deduction", {1: 500}, id="a deduction"),
        pytest.param("1  10  yes  500  no  discount", {1: 500}, id="a discount beyond the earned one"),
        pytest.param("1  -  yes  500  no  deduction", {1: 500}, id="a claim without a document"),
        pytest.param("1  10  no  50  yes  deduction", {}, id="within tolerance"),
        pytest.param("1  10  yes  500  no  earned_discount", {}, id="an earned discount"),
        pytest.param("1  10  yes  500  no  misapplied", {}, id="misapplied cash, which holds no document"),
        pytest.param("1  10  no  -500  no  overpayment", {}, id="an overpayment"),
    ],
)
def test_what_may_hold_a_document_in_dispute(found: str, expected: dict):
    assert openable(found) == expected


@pytest.mark.parametrize(
    ("holdable", "expected"),
    [
        pytest.param(1_000, {1: 300, 2: 500, 3: 200}, id="all of it"),
        pytest.param(900, {1: 300, 2: 500, 3: 100}, id="the last in part"),
        pytest.param(800, {1: 300, 2: 500, 3: 0}, id="nothing of the last"),
        pytest.param(0, {1: 0, 2: 0, 3: 0}, id="nothing"),
    ],
)
def test_no_more_is_in_dispute_than_the_document_may_hold(holdable: int, expected: dict):
    found = (
        "3  10  no  200  no  deduction",
        "1  10  yes  300  no  deduction",
        "2  10  yes  500  no  discount",
    )
    assert openable(*found, holdable=holdable) == expected


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(
            ["2  10  no  900  no  deduction", "1  10  yes  300  no  deduction"],
            {1: 300, 2: 200},
            id="stated ones first",
        ),
        pytest.param(
            ["2  10  yes  400  no  deduction", "1  10  yes  300  no  deduction"],
            {1: 100, 2: 400},
            id="then the largest",
        ),
        pytest.param(
            ["2  10  yes  400  no  deduction", "1  10  yes  400  no  deduction"],
            {1: 400, 2: 100},
            id="then the first found",
        ),
    ],
)
def test_which_difference_holds_the_document_first(found: list[str], expected: dict):
    assert openable(*found, holdable=500) == expected


def test_the_largest_as_found_comes_first_though_less_of_it_is_left():
    settled = {
        "matched_variances": "difference_no  variance_id\n1  V1",
        "standing_variances": f"{LEDGER}\nV1  900  850  0  0",
    }
    found = ("1  10  yes  900  no  deduction", "2  10  yes  400  no  deduction")
    assert openable(*found, holdable=300, **settled) == {1: 50, 2: 250}


def test_what_is_within_tolerance_holds_nothing_of_the_document():
    found = ("1  10  yes  500  no  deduction", "2  10  no  40  yes  deduction", "3  10  no  -30  yes  deduction",
             "4  11  no  90  yes  deduction", "5  10  no  20  no  deduction")  # fmt: skip
    assert openable(*found, holdable=530) == {1: 490, 5: 0}
    assert openable(*found[:2], holdable=30) == {1: 0}


@pytest.mark.parametrize(
    ("ledger", "given", "expected"),
    [
        pytest.param("V1  500  100  50  20", {}, 330, id="credited, repaid and written off before"),
        pytest.param("V1  500  300  200  100", {}, 0, id="all of it, and more"),
        pytest.param("V2  500  100  0  0", {}, 500, id="that was another variance"),
        pytest.param("V1  500  100  0  0", {"uncredited": "variance_id  amount\nV1  60\nV2  9"}, 460,
                     id="a credit goes back to its memo"),
        pytest.param("V1  0  100  0  0", {"uncredited": "variance_id  amount\nV1  60"}, 400,
                     id="one of a variance that never was a dispute"),
        pytest.param("V1  500  0  0  100", {"unwritten": "variance_id  amount\nV1  70\nV2  9"}, 470,
                     id="a write-off is taken back"),
        pytest.param("V1  0  0  0  100", {"unwritten": "variance_id  amount\nV1  70"}, 470,
                     id="a tolerated difference is taken back"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("document_no", ["10", "-"])
def test_what_is_settled_already_is_not_open_a_second_time(
    ledger: str, given: dict, expected: int, document_no: str
):
    found = f"1  {document_no}  yes  500  no  deduction"
    matched = "difference_no  variance_id\n1  V1"
    assert openable(found, matched_variances=matched, standing_variances=f"{LEDGER}\n{ledger}", **given) == {
        1: expected
    }


@pytest.mark.parametrize(
    ("given", "lacking"),
    [
        pytest.param({}, 700, id="what it owes beyond its disputes"),
        pytest.param(
            {"opening_balances": "document_no  due  disputed\n10  200  300"}, 0, id="never less than nothing"
        ),
        pytest.param(
            {"document_settlements": "document_no  holdable\n10  450"}, 450, id="what tonight's money leaves"
        ),
        pytest.param(
            {"document_settlements": "document_no  holdable\n11  450"},
            700,
            id="what another document lacks does not matter",
        ),
    ],
)
def test_what_a_document_lacks(given: dict, lacking: int):
    rows = run_model(
        "remaining_shortages", **({"opening_balances": "document_no  due  disputed\n10  1000  300"} | given)
    )
    assert columns(rows, "document_no", "amount") == [(10, lacking)]


def test_what_is_put_in_dispute_tonight_is_not_lacking_but_a_payment_in_part_is():
    rows = run_model(
        "remaining_shortages",
        opening_balances="document_no  due  disputed\n10  1000  0",
        classified_differences="""
            difference_no  document_no  outcome
            1         10           dispute
            2         10           settled_by_credit
            3         10           partial_payment
            4         11           dispute
            5         -            dispute
            6         10           dispute""",
        openable="difference_no  amount\n1  100\n2  20\n3  400\n4  50\n5  30",
    )
    assert columns(rows, "amount") == [(880,)]


DISPUTE = "variance_id  document_no  slot  open_amount  receipt_mode"


@pytest.mark.parametrize(
    ("dispute", "lacking", "expected"),
    [
        pytest.param("V1  10  misapplied  500  idle", 300, [("V1", 200)], id="the document lacks less"),
        pytest.param("V1  10  misapplied  500  -", 0, [("V1", 500)], id="it lacks nothing"),
        pytest.param("V1  10  misapplied  500  idle", 500, [], id="it lacks just that"),
        pytest.param("V1  10  misapplied  500  idle", 501, [], id="it lacks more"),
        pytest.param("V1  10  deduction  500  idle", 300, [], id="a deduction"),
        pytest.param("V1  10  misapplied  500  full", 300, [], id="its payment is reckoned anew"),
        pytest.param("V8  10  misapplied  500  idle", 300, [], id="it is gone with a return"),
        pytest.param("V1  11  misapplied  500  idle", 300, [], id="on another document"),
    ],
)
def test_misapplied_cash_is_put_right_as_far_as_its_document_lacks_no_money(
    dispute: str, lacking: int, expected: list
):
    rows = run_model(
        "misapplied_closed",
        disputes=f"{DISPUTE}\n{dispute}",
        remaining_shortages=f"document_no  amount\n10  {lacking}",
        returned_variances="variance_id\nV8",
    )
    assert columns(rows, "variance_id", "amount") == expected


@pytest.mark.parametrize(("shares", "is_repaid"), [("10  1", True), ("10  0", False), ("11  1", False)])
def test_misapplied_cash_is_repaid_where_money_came_tonight_else_it_went_away(shares: str, is_repaid: bool):
    rows = run_model(
        "misapplied_closed",
        disputes=f"{DISPUTE}\nV1  10  misapplied  500  idle",
        remaining_shortages="document_no  amount\n10  0",
        document_settlements=f"document_no  incoming\n{shares}",
    )
    assert columns(rows, "is_repaid") == [(is_repaid,)]


MOVED = "receipt_no  original_no  held_amount"


@pytest.mark.parametrize(
    ("overpayments", "moved", "expected"),
    [
        pytest.param(["V1  1  overpayment  -300"], "1  1  500", [("V1", -300)], id="all of it"),
        pytest.param(["V1  1  overpayment  -300"], "1  1  120\n1  1  80", [("V1", -200)],
                     id="as much as the return takes"),
        pytest.param(["V1  1  overpayment  -300"], "5  2  500", [], id="of another payment"),
        pytest.param(["V1  1  overpayment  -300"], "5  1  0", [], id="the return takes none of what is held"),
        pytest.param(["V1  1  deduction  -300"], "1  1  500", [], id="no overpayment"),
        pytest.param(["V1  1  overpayment  300"], "1  1  500", [], id="no money of the payer"),
        pytest.param(["V1  1  overpayment  -100", "V2  1  overpayment  -300"], "1  1  350", [("V1", -50), ("V2", -300)],
                     id="largest first"),
        pytest.param(["V2  1  overpayment  -300", "V1  1  overpayment  -300"], "1  1  350", [("V1", -300), ("V2", -50)],
                     id="of equals the first by id"),
        pytest.param(["V2  1  overpayment  -200", "V1  1  overpayment  -300"], "1  1  300", [("V1", -300)],
                     id="no more than is taken"),
        pytest.param(["V2  2  overpayment  -400", "V1  1  overpayment  -300"], "1  1  300", [("V1", -300)],
                     id="each payment by itself"),
    ],
)  # fmt: skip
def test_an_overpayment_that_is_sent_back_is_repaid(overpayments: list[str], moved: str, expected: list):
    rows = run_model(
        "held_returned",
        identified="\n".join(("variance_id  receipt_no  slot  amount", *overpayments)),
        moved_returns=f"{MOVED}\n{moved}",
    )
    assert sorted(columns(rows, "variance_id", "amount")) == expected
