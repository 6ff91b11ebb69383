"""How a payer pays, deducts and refers.

Half of what is at hand are 45 nights: from 2026-01-17 on is recent, from 2025-12-03 on earlier.
"""

from __future__ import annotations

import pytest

from tests.models.running import columns, run_model

INVOICES = (
    "company_code  invoice_number  payer_id  currency  document_type  gross_amount  arrived_date  "
    "due_date  first_paid_date  is_cancelled\n"
)
DEDUCTIONS = "payer_id  currency  original_amount  slot  opened_date  reason_code\n"
OLD = "C1  I0  P9  EUR  invoice  1  2025-12-03  -  -  no\n"


def invoice(
    arrived: str = "2026-02-01",
    gross: int = 10000,
    due: str = "-",
    paid: str = "-",
    more: str = "EUR  invoice",
    cancelled: str = "no",
) -> str:
    return f"C1  I1  P1  {more}  {gross}  {arrived}  {due}  {paid}  {cancelled}\n"


def deduction(
    opened: str = "2026-02-01",
    amount: int = 500,
    slot: str = "deduction",
    code: str = "-",
    currency: str = "EUR",
) -> str:
    return f"P1  {currency}  {amount}  {slot}  {opened}  {code}\n"


def behaviour(*rows: str, **given: str) -> dict[str, object]:
    """What is known of payer P1 in euros; rows of invoices begin with their company."""
    invoices = INVOICES + OLD + "".join(row for row in rows if row.startswith("C1"))
    taken = DEDUCTIONS + "".join(row for row in rows if row.startswith("P1"))
    found = run_model(
        "payer_behaviour", {"half_nights": "45"}, book_documents=invoices, book_variances=taken, **given
    )
    chosen = [row for row in found if (row["payer_id"], row["currency"]) == ("P1", "EUR")]
    return chosen[0] if chosen else {}


@pytest.mark.parametrize(
    ("row", "count"),
    [
        pytest.param(invoice(), 1, id="an invoice"),
        pytest.param(invoice(arrived="2025-12-03"), 1, id="of 89 nights ago"),
        pytest.param(invoice(arrived="2025-12-02"), 0, id="of 90 nights ago"),
        pytest.param(invoice(cancelled="yes"), 0, id="a cancelled one"),
        pytest.param(invoice(cancelled="-"), 1, id="one that nobody says is cancelled"),
        pytest.param(invoice(more="EUR  credit_memo"), 0, id="a credit memo"),
        pytest.param(invoice(more="USD  invoice"), 0, id="one in another currency"),
    ],
)
def test_which_invoices_count(row: str, count: int) -> None:
    found = behaviour(row, deduction())

    assert (found["invoice_count"], found["invoiced_amount"]) == (count, 100 * count)


@pytest.mark.parametrize(
    ("row", "count"),
    [
        pytest.param(deduction(), 1, id="a deduction"),
        pytest.param(deduction(opened="2025-12-03"), 1, id="of 89 nights ago"),
        pytest.param(deduction(opened="2025-12-02"), 0, id="of 90 nights ago"),
        pytest.param(deduction(amount=-500), 0, id="money held"),
        pytest.param(deduction(slot="misapplied"), 0, id="a posting of ours"),
        pytest.param(deduction(currency="USD"), 0, id="one in another currency"),
    ],
)
def test_which_deductions_count(row: str, count: int) -> None:
    found = behaviour(invoice(), row)

    assert (found["deduction_count"], found["deducted_amount"], found["deduction_rate"]) == (
        count,
        5 * count,
        0.05 if count else None,
    )


def test_a_payer_that_was_billed_nothing_has_no_rate() -> None:
    assert behaviour(deduction())["deduction_rate"] is None
    assert behaviour(invoice(gross=0), deduction())["deduction_rate"] is None
    assert behaviour() == {}


def test_how_late_a_payer_pays() -> None:
    found = behaviour(
        invoice(due="2026-02-10", paid="2026-02-20"),
        invoice(due="2026-02-10", paid="2026-02-10"),
        invoice(due="2026-02-10", paid="2026-02-09"),
        invoice(due="2026-02-10"),
    )

    assert (found["invoice_count"], found["paid_count"], found["days_late"]) == (4, 3, 3.0)
    assert found["late_share"] == pytest.approx(1 / 3)
    assert (behaviour(invoice())["days_late"], behaviour(invoice())["late_share"]) == (None, None)


RECENT, EARLIER = invoice(arrived="2026-01-17"), invoice(arrived="2026-01-16")


def trend(recent: int, earlier: int, *others: str) -> object:
    taken = [deduction("2026-01-17", recent)] * (recent > 0) + [deduction("2026-01-16", earlier)] * (
        earlier > 0
    )
    return behaviour(RECENT, EARLIER, *taken, *others)["deduction_trend"]


@pytest.mark.parametrize(
    ("recent", "earlier", "expected"),
    [
        pytest.param(500, 500, "steady", id="as before"),
        pytest.param(500, 400, "steady", id="a quarter more"),
        pytest.param(501, 400, "rising", id="more than a quarter more"),
        pytest.param(401, 500, "steady", id="hardly a fifth less"),
        pytest.param(399, 500, "falling", id="more than a fifth less"),
        pytest.param(500, 0, "rising", id="nothing before"),
        pytest.param(0, 500, "falling", id="nothing any more"),
        pytest.param(0, 0, "steady", id="nothing at all"),
    ],
)
def test_whether_a_payer_deducts_more_of_what_it_is_billed(recent: int, earlier: int, expected: str) -> None:
    assert trend(recent, earlier) == expected


def test_a_trend_is_of_rates_and_needs_both_halves_and_nights_enough() -> None:
    assert trend(500, 500, RECENT) == "falling"
    assert behaviour(RECENT, deduction())["deduction_trend"] is None
    assert behaviour(EARLIER, deduction())["deduction_trend"] is None
    young = {"book_documents": INVOICES + RECENT + EARLIER, "book_variances": DEDUCTIONS + deduction()}
    [found] = run_model("payer_behaviour", {"half_nights": "45"}, **young)
    assert found["deduction_trend"] is None
    [found] = run_model(
        "payer_behaviour",
        {"half_nights": "45"},
        **(young | {"book_documents": young["book_documents"] + OLD.replace("12-03", "12-04")}),
    )[:1]
    assert found["deduction_trend"] is None


def test_the_codes_that_a_payer_uses_most() -> None:
    rows = [deduction(code=code) for code in ("B", "B", "D", "C", "A", "A", "A")]

    assert behaviour(*rows)["typical_codes"] == "A × 3, B × 2, C × 1"
    assert behaviour(deduction(), deduction(code="X", amount=-5))["typical_codes"] is None
    assert behaviour(deduction(), deduction(code="X", currency="USD"))["typical_codes"] is None


APPLIED = "company_code  payment_id  invoice_number  amount  is_posted  method\n"


def test_how_a_payer_refers_to_what_it_pays() -> None:
    applied = "C1  B{}  I1  5  no  {}\n"
    rows = [
        applied.format(n, method) for n, method in enumerate(("memo", "correction_memo", "amount", "advice"))
    ]
    others = [
        "C1  -  I1  5  no  advice\n",
        "C1  B7  I1  -5  no  advice\n",
        "C1  B8  I1  5  yes  advice\n",
        "C2  B9  I1  5  no  advice\n",
    ]

    found = behaviour(invoice(), book_applications=APPLIED + "".join(rows + others))
    assert (found["reference_style"], found["reference_share"]) == ("memo", 0.5)
    equal = [
        applied.format(n, method)
        for n, method in enumerate(("memo", "amount", "netting", "advice", "manual", "refund"))
    ]
    for tied in (equal, equal[::-1]):
        found = behaviour(invoice(), book_applications=APPLIED + "".join(tied))
        assert (found["reference_style"], found["reference_share"]) == ("advice", 1 / 6)


def test_how_often_a_payer_was_wrong_of_what_was_judged() -> None:
    names = "payer_id  valid_count  recovered_count  lost_count\n"

    found = behaviour(invoice(), book_outcomes=names + "P1  1  2  0\nP1  1  0  4\nP2  9  9  9")
    assert (found["judged_count"], found["invalid_rate"]) == (8, 0.75)
    assert (behaviour(invoice())["judged_count"], behaviour(invoice())["invalid_rate"]) == (0, None)


def test_each_currency_of_a_payer_is_described_by_itself() -> None:
    found = run_model(
        "payer_behaviour",
        {"half_nights": "45"},
        book_documents=INVOICES + invoice() + invoice(more="JPY  invoice", gross=300),
        book_variances=DEDUCTIONS + deduction(),
        book_payers="payer_id  name\nP1  Acme",
    )

    assert sorted(columns(found, "currency", "payer_name", "invoiced_amount", "deducted_amount")) == [
        ("EUR", "Acme", 100, 5),
        ("JPY", "Acme", 300, 0),
    ]
