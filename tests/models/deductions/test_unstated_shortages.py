"""What is short beyond stated deductions: discount beyond the earned one, misapplied cash, and the unsaid rest."""

import pytest

from tests.models.running import columns, run_model


def rest_of(**share: object) -> tuple[int, int, int]:
    given = {
        key: share.pop(key)
        for key in list(share)
        if isinstance(share[key], str) and "document_no" in share[key]
    }
    values = {"document_no": 10, "is_credit": "no", "is_settling": "yes", "short": 0, "misapplied": 0, "discount_beyond": 0,
              "holdable": share.get("short", 0), "over": 0} | share  # fmt: skip
    shares = "  ".join(values) + "\n" + "  ".join(str(value) for value in values.values())
    [found] = columns(
        run_model("unstated_shortages", document_settlements=shares, **given),
        "discount_beyond",
        "misapplied",
        "unsaid",
    )
    return found


@pytest.mark.parametrize(
    ("share", "rest"),
    [
        pytest.param({"short": 1_000}, (0, 0, 1_000), id="nothing is said of it"),
        pytest.param({"short": 1_000, "discount_beyond": 300}, (300, 0, 700),
                     id="discount beyond the earned one comes first"),
        pytest.param({"short": 1_000, "misapplied": 400}, (0, 400, 600), id="then misapplied cash"),
        pytest.param({"short": 1_000, "discount_beyond": 300, "misapplied": 400}, (300, 400, 300), id="both"),
        pytest.param({"short": 1_000, "discount_beyond": 700, "misapplied": 600}, (700, 300, 0),
                     id="never more than is short"),
        pytest.param({"over": -50}, (0, 0, -50), id="a little too much is a negative rest"),
        pytest.param({"short": 1_000, "is_settling": "no", "discount_beyond": 300, "misapplied": 400}, (0, 400, 0),
                     id="where nothing settles, the rest is open, not short; misapplied cash is short all the same"),
        pytest.param({"short": 500, "is_credit": "yes", "discount_beyond": 100, "misapplied": 100}, (0, 0, 500),
                     id="on a credit memo, all of it is unsaid"),
    ],
)  # fmt: skip
def test_what_a_shortfall_is_made_of(share: dict, rest: tuple):
    assert rest_of(**share) == rest


def test_stated_deductions_are_not_short_a_second_time():
    deductions = """
        line_no  document_no  amount
        1        10           300
        2        10           200
        3        11           90
        4        -            90"""
    assert rest_of(short=1_000, discount_beyond=800, deductions=deductions) == (500, 0, 0)


@pytest.mark.parametrize(
    ("dispute", "unsaid"),
    [
        pytest.param("V1  10  misapplied  400  idle", 600, id="open misapplied cash"),
        pytest.param(
            "V1  10  misapplied  400  -", 600, id="open misapplied cash of a payment that is not in play"
        ),
        pytest.param("V1  10  misapplied  0  idle", 1_000, id="closed misapplied cash"),
        pytest.param("V1  10  deduction  400  idle", 1_000, id="a deduction"),
        pytest.param("V1  10  misapplied  400  full", 1_000, id="misapplied cash of a payment reckoned anew"),
        pytest.param(
            "V9  10  misapplied  400  idle", 1_000, id="misapplied cash that a return takes with it"
        ),
        pytest.param("V1  11  misapplied  400  idle", 1_000, id="misapplied cash on another document"),
    ],
)
def test_what_other_money_is_in_dispute_for_is_not_short_again(dispute: str, unsaid: int):
    disputes = f"""
        variance_id  document_no  slot  open_amount  receipt_mode
        {dispute}"""
    returned = "variance_id  document_no\nV9  10"
    assert rest_of(short=1_000, disputes=disputes, returned_variances=returned) == (0, 0, unsaid)


def test_what_was_closed_before_stays_short_beside_misapplied_cash():
    disputes = """
        variance_id  document_no  slot        open_amount  receipt_mode
        V1           10           misapplied  900          idle"""
    assert rest_of(short=1_000, holdable=400, disputes=disputes) == (0, 0, 600), (
        "only 400 may be in dispute after tonight"
    )


def test_misapplied_cash_beside_stated_deductions_leaves_nothing_unsaid():
    disputes = """
        variance_id  document_no  slot        open_amount  receipt_mode
        V1           10           misapplied  500          idle"""
    deductions = "line_no  document_no  amount\n1  10  800"
    assert rest_of(short=1_000, disputes=disputes, deductions=deductions) == (0, 0, 0)


def test_a_return_that_takes_nothing_leaves_all_of_it_short():
    assert rest_of(short=1_000, sent_back="receipt_no  original_no  document_no  amount\n5  1  10  -100") == (
        0,
        0,
        1_000,
    )


def test_what_came_back_of_a_payment_is_open_and_not_short():
    sent_back = """
        receipt_no  original_no  document_no  amount
        5          1            10           150
        6          1            10           250"""
    assert rest_of(short=1_000, sent_back=sent_back) == (0, 0, 600)


def refunded(capped_allocations: str, **given: str) -> list:
    rows = run_model(
        "unstated_shortages",
        document_settlements="""
            document_no  is_credit  is_settling  short  misapplied  discount_beyond  holdable  over
            10           no         yes          1000   0           0                1000      0
            11           no         yes          1000   0           0                1000      0""",
        capped_allocations=capped_allocations,
        **given,
    )
    return sorted(columns(rows, "document_no", "unsaid"))


SENT_BACK_EARLIER = """
    receipt_no  document_no  amount  method
    1          -            300     refund
    1          -            -50     refund
    1          -            900     reversal
    2          -            700     refund"""
SENT_BACK_TONIGHT = """
    receipt_no  original_no  amount  method
    1          1            300     refund
    1          1            900     reversal"""


@pytest.mark.parametrize(
    ("given", "amount"),
    [
        pytest.param({"prior_allocations": SENT_BACK_EARLIER}, 250, id="on an earlier night"),
        pytest.param({"reversal_rows": SENT_BACK_TONIGHT}, 300, id="tonight"),
        pytest.param(
            {"prior_allocations": SENT_BACK_EARLIER, "reversal_rows": SENT_BACK_TONIGHT}, 550, id="on both"
        ),
        pytest.param(
            {"reversal_rows": "receipt_no  amount  method\n1  -300  refund"}, 0, id="less than we were told"
        ),
    ],
)
def test_money_sent_back_before_it_was_put_anywhere_is_open_on_the_one_document_of_its_payment(
    given: dict, amount: int
):
    settlements = """
        receipt_no  document_no  cut_amount
        1          10           0"""
    assert refunded(settlements, **given) == [(10, 1_000 - amount), (11, 1_000)]


def test_what_is_held_again_does_not_hide_what_came_back():
    given = {"reversal_rows": "receipt_no  amount  method\n1  -300  refund",
             "sent_back": "receipt_no  original_no  document_no  amount\n5  1  10  150"}  # fmt: skip
    assert refunded("receipt_no  document_no  cut_amount\n1  10  0", **given) == [(10, 850), (11, 1_000)]


def test_of_several_documents_money_sent_back_is_open_where_the_payment_falls_short():
    settlements = """
        receipt_no  document_no  cut_amount
        1          10           0
        1          11           200"""
    assert refunded(settlements, reversal_rows=SENT_BACK_TONIGHT) == [(10, 1_000), (11, 800)]


def test_no_more_than_was_sent_back_is_open():
    settlements = """
        receipt_no  document_no  cut_amount
        1          10           0
        1          11           450"""
    assert refunded(settlements, reversal_rows=SENT_BACK_TONIGHT) == [(10, 1_000), (11, 700)]


DEDUCTIONS = """
    line_no  receipt_no  document_no  claim_key  claim_number  amount
    3        2          10           -          D3            300
    2        1          10           -          D2            500
    1        1          10           -          D1            300"""


@pytest.mark.parametrize(
    ("short", "kept"),
    [
        pytest.param(1_100, [(2, 500), (1, 300), (3, 300)], id="all of them"),
        pytest.param(
            900, [(2, 500), (1, 300), (3, 100)], id="the last of equals in part: earlier lines come first"
        ),
        pytest.param(500, [(2, 500)], id="only the largest"),
        pytest.param(0, [], id="the document is not short"),
    ],
)
def test_deductions_are_kept_as_far_as_the_document_is_short(short: int, kept: list):
    rows = run_model(
        "deductions", stated_deductions=DEDUCTIONS, document_settlements=f"document_no  short\n10  {short}"
    )
    assert sorted(columns(rows, "line_no", "amount")) == sorted(kept)


def test_each_document_has_its_own_shortfall():
    rows = run_model(
        "deductions",
        stated_deductions="""
            line_no  document_no  amount
            1        10           300
            2        11           200""",
        document_settlements="""
            document_no  short
            10           300
            11           200""",
    )
    assert sorted(columns(rows, "line_no", "amount")) == [(1, 300), (2, 200)]


def test_a_claim_without_a_document_is_kept_whole():
    rows = run_model(
        "deductions",
        stated_deductions="""
            line_no  receipt_no  document_no  claim_key  claim_number  amount
            1        1          -            CLAIM7     Claim-7       300""",
    )
    assert columns(rows, "line_no", "document_no", "claim_key", "claim_number", "amount") == [
        (1, None, "CLAIM7", "Claim-7", 300)
    ]


def test_a_deduction_on_a_document_that_is_not_touched_is_none():
    assert run_model("deductions", stated_deductions=DEDUCTIONS) == []


def test_a_line_that_takes_back_an_overpayment_is_short_last():
    rows = run_model(
        "deductions",
        stated_deductions="""
            line_no  document_no  amount  may_take_back
            1        10           500     yes
            2        10           300     no""",
        document_settlements="document_no  short\n10  300",
    )
    assert columns(rows, "line_no", "amount") == [(2, 300)]
