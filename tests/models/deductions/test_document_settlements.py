"""What a document owes after the money and advice of the night, and what of it is short, earned, misapplied or repaid."""

import pytest

from tests.models.running import Row, run_model

SETTINGS = """
    night       grace_days  tolerance
    2026-03-02  5           1.00"""


def shares_of(
    capped_allocations: str,
    *,
    due: int = 10_000,
    granted: int = 0,
    disputed: int = 0,
    closed: int = 0,
    is_credit: str = "no",
    first_paid: str = "-",
    value_date: str = "2026-02-25",
    has_postings: str = "no",
    deducted: str = "",
) -> Row:
    """Return the share of document 10: 100.00 USD, 2.00 off if it is paid until 20 February (five days of grace)."""
    [share] = run_model(
        "document_settlements",
        capped_allocations=capped_allocations,
        settings=SETTINGS,
        opening_balances=f"""
            document_no  due    granted    disputed    closed
            10           {due}  {granted}  {disputed}  {closed}""",
        documents_in_play=f"""
            document_no  currency  is_credit    terms_discount  discount_date  first_paid_date
            10           USD       {is_credit}  200             2026-02-20     {first_paid}""",
        receipts=f"""
            receipt_no  value_date    has_postings
            1          {value_date}  {has_postings}
            2          2026-02-26    {has_postings}""",
        stated_deductions=deducted,
    )
    return share


def paid(applied: int, *, discount: int = 0, is_settling: str = "yes", held_cash: int = 0) -> str:
    return f"""
        receipt_no  document_no  applied    held_cash    discount    is_settling
        1          10           {applied}  {held_cash}  {discount}  {is_settling}"""


def test_what_payments_leave_unpaid_is_short():
    share = shares_of("""
        receipt_no  document_no  applied  held_cash  discount  is_settling
        1          10           4000     0          0         no
        2          10           3000     0          0         yes""")
    assert (share["applied"], share["incoming"], share["is_settling"]) == (7_000, 7_000, True)
    assert (share["short"], share["holdable"]) == (2_800, 2_800), "after 2.00 of earned discount"


def test_money_that_we_held_already_is_not_incoming():
    share = shares_of(paid(1_000, held_cash=400), disputed=900)
    assert (share["applied"], share["incoming"], share["repaid"]) == (1_000, 600, 600)


def test_money_taken_off_does_not_lessen_what_another_payment_brings():
    share = shares_of(
        """
        receipt_no  document_no  applied  held_cash  discount  is_settling
        1          10           500      0          0         yes
        2          10           -300     0          0         yes""",
        disputed=900,
    )
    assert (share["applied"], share["incoming"], share["repaid"]) == (200, 500, 500)


@pytest.mark.parametrize(
    ("disputed", "repaid", "holdable"),
    [
        pytest.param(
            900, 900, 1_000, id="all that is in dispute is repaid, and what is open beside it is short"
        ),
        pytest.param(
            9_500,
            9_000,
            500,
            id="the dispute is repaid in part, and the rest of it is not short a second time",
        ),
    ],
)
def test_money_closes_disputes_first(disputed: int, repaid: int, holdable: int):
    share = shares_of(paid(9_000), disputed=disputed, value_date="2026-03-01")
    assert (share["repaid"], share["holdable"]) == (repaid, holdable)


@pytest.mark.parametrize(
    ("value_date", "first_paid", "granted"),
    [
        pytest.param("2026-02-25", "-", 200, id="paid on the last day of grace"),
        pytest.param("2026-02-26", "-", 0, id="paid a day later"),
        pytest.param("2026-02-26", "2026-02-20", 200, id="paid later, but first paid in time"),
    ],
)
def test_discount_is_earned_until_the_last_day_of_grace(value_date: str, first_paid: str, granted: int):
    assert shares_of(paid(9_800), value_date=value_date, first_paid=first_paid)["granted"] == granted


def test_only_money_that_comes_in_counts_as_paid_in_time():
    share = shares_of("""
        receipt_no  document_no  applied  held_cash  discount  is_settling
        1          10           0        0          0         no
        2          10           9800     0          0         yes""")
    assert share["granted"] == 0, "source 1 is in time, and brings nothing"


def test_the_earliest_payment_decides_whether_the_discount_is_earned():
    share = shares_of("""
        receipt_no  document_no  applied  held_cash  discount  is_settling
        1          10           4000     0          0         yes
        2          10           5800     0          0         yes""")
    assert share["granted"] == 200


@pytest.mark.parametrize(
    ("settlement", "standing", "granted"),
    [
        pytest.param(paid(9_800, discount=200), {}, 200, id="as stated"),
        pytest.param(paid(9_900, discount=100), {}, 100, id="less than earned is stated: what was taken"),
        pytest.param(paid(9_700, discount=300), {}, 200, id="more than earned is stated: what was earned"),
        pytest.param(paid(9_800, discount=200), {"granted": 150}, 50, id="part of it was granted before"),
        pytest.param(paid(9_800, discount=200), {"granted": 250}, 0, id="more than all was granted before"),
        pytest.param(paid(9_850, discount=200), {}, 150, id="no more than the document still owes"),
        pytest.param(paid(10_050, discount=200), {}, 0, id="nothing where nothing is owed"),
        pytest.param(
            paid(9_800, discount=200, is_settling="no"),
            {},
            200,
            id="stated beside a line that does not settle",
        ),
        pytest.param(paid(9_800, is_settling="no"), {}, 0, id="unsaid, by money that does not settle"),
        pytest.param(paid(9_800), {}, 200, id="unsaid, the shortfall is the discount"),
        pytest.param(paid(9_801), {}, 0, id="unsaid, the shortfall is a cent less than the discount"),
        pytest.param(paid(9_500), {}, 200, id="unsaid, the shortfall is more than the discount"),
        pytest.param(
            paid(9_900), {"closed": 100}, 100, id="closed before of the same variances, it counts as withheld"
        ),
        pytest.param(
            paid(10_050),
            {"closed": 300},
            0,
            id="nothing where it is paid too much, though something was closed",
        ),
        pytest.param(paid(0, discount=200), {"is_credit": "yes", "due": 500}, 0, id="never on a credit memo"),
    ],
)
def test_discount_granted_is_the_smaller_of_taken_and_earned(settlement: str, standing: dict, granted: int):
    assert shares_of(settlement, **standing)["granted"] == granted


@pytest.mark.parametrize(
    ("amount", "granted"),
    [pytest.param(300, 200, id="200 are left"), pytest.param(301, 0, id="199 are left")],
)
def test_what_stated_deductions_withhold_is_no_unsaid_discount(amount: int, granted: int):
    deducted = f"""
        line_no  document_no  amount
        1        10           {amount - 100}
        2        10           100
        3        11           500
        4        -            500"""
    assert shares_of(paid(9_500), deducted=deducted)["granted"] == granted


def test_what_was_closed_before_is_short_and_no_more_in_dispute():
    share = shares_of(paid(9_000), closed=700, value_date="2026-03-01")
    assert (share["short"], share["holdable"]) == (1_700, 1_000)


@pytest.mark.parametrize(
    ("applied", "discount", "beyond"),
    [
        pytest.param(9_700, 300, 100, id="beyond the earned one"),
        pytest.param(9_000, 300, 100, id="that, and more is short"),
        pytest.param(9_500, 0, 0, id="none is stated, though one is granted"),
        pytest.param(9_800, 200, 0, id="all earned"),
        pytest.param(9_790, 300, 10, id="no more than what is short"),
    ],
)
def test_discount_beyond_the_earned_one(applied: int, discount: int, beyond: int):
    assert shares_of(paid(applied, discount=discount))["discount_beyond"] == beyond


@pytest.mark.parametrize(
    ("posted", "applied", "has_postings", "is_advised", "misapplied"),
    [
        pytest.param(9_000, 9_000, "yes", "yes", 1_000, id="posted less than advised"),
        pytest.param(9_000, 9_000, "no", "yes", 0, id="nothing is posted"),
        pytest.param(9_000, 9_000, "yes", "no", 0, id="nothing is advised"),
        pytest.param(10_500, 9_000, "yes", "yes", 0, id="posted more than advised"),
        pytest.param(9_000, 9_400, "yes", "yes", 600, id="no more than what is short"),
    ],
)
def test_misapplied_cash_is_what_a_posting_puts_less_than_the_advice(
    posted: int, applied: int, has_postings: str, is_advised: str, misapplied: int
):
    share = shares_of(
        f"""
        receipt_no  document_no  applied    held_cash  discount  is_settling  is_advised    advised  cash
        1          10           {applied}  0          0         yes          {is_advised}  10000    {posted}
        2          10           0          0          0         no           yes           700      900""",
        has_postings=has_postings,
        value_date="2026-03-01",
    )
    assert share["misapplied"] == misapplied


@pytest.mark.parametrize(
    ("applied", "over"),
    [
        pytest.param(10_000, 0, id="to the cent"),
        pytest.param(10_100, -100, id="just the tolerance too much"),
        pytest.param(10_101, 0, id="a cent beyond the tolerance"),
        pytest.param(9_900, 0, id="too little is short, not over"),
    ],
)
def test_a_little_too_much_is_within_tolerance(applied: int, over: int):
    share = shares_of(paid(applied), value_date="2026-03-01")
    assert share["over"] == over
    assert share["short"] == share["holdable"] == max(10_000 - applied, 0)


def test_too_much_on_a_credit_memo_is_not_tolerated():
    assert shares_of(paid(-9_950), due=-10_000, is_credit="yes")["over"] == 0
