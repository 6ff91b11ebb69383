"""Postings of the ERP: which are taken, and which are news."""

from __future__ import annotations

import pytest

from tests.models.running import column, columns, run_model

LANDED = "company_code  payment_id  invoice_number  applied_amount  discount_amount\n"
PAYMENTS = (
    "company_code  payment_id  amount  currency\nC1  B1  10000  EUR\nC1  B2  -5000  EUR\n"
    "C1  B3  100000000000000  EUR\n"
)
DOCUMENTS = (
    "company_code  invoice_number  currency  allocated_amount\nC1  I1  EUR  0\nC1  I2  EUR  0\n"
    "C1  I3  USD  0\nC1  I4  JPY  0\n"
)


def refusals(*postings: str, **given: str) -> list[str | None]:
    given = {"night_payments": PAYMENTS, "night_documents": DOCUMENTS} | given
    found = run_model(
        "landed_postings",
        landed_cash_applications=LANDED + "".join(f"C1  {row}\n" for row in postings),
        **given,
    )
    return [
        row["refusal"] for row in sorted(found, key=lambda row: (row["payment_id"], row["invoice_number"]))
    ]


@pytest.mark.parametrize(
    ("posting", "refusal"),
    [
        pytest.param("B1  I1  100.00  -", None, id="all of the payment"),
        pytest.param(
            "B1  I1  100.01  -",
            "applied_amount: postings of the payment exceed its money: expected at most 100.000, found 100.010",
            id="a cent more",
        ),
        pytest.param("B1  I1  100.00  2.00", None, id="all of it, and a discount"),
        pytest.param("B9  I1  1.00  -", "payment not known: B9", id="an unknown payment"),
        pytest.param("B1  I9  1.00  -", "document not known: I9", id="an unknown document"),
        pytest.param(
            "B1  I3  1.00  -", "currency: payment is in EUR, document in USD", id="another currency"
        ),
        pytest.param(
            "B1  I1  1.005  -",
            "applied_amount, discount_amount: too many digits for EUR",
            id="a digit too many",
        ),
        pytest.param(
            "B1  I1  1.00  0.005",
            "applied_amount, discount_amount: too many digits for EUR",
            id="a digit too many in the discount",
        ),
        pytest.param("B1  I1  -100.00  -", None, id="money taken off a document"),
        pytest.param("B2  I1  -50.00  -", None, id="of a payment that goes back"),
        pytest.param(
            "B2  I1  0.01  -",
            "applied_amount: postings of the payment exceed its money: expected at most 0.000, found 0.010",
            id="money of a payment that goes back",
        ),
    ],
)
def test_which_posting_is_taken(posting: str, refusal: str | None) -> None:
    assert refusals(posting) == [refusal]


def test_a_zero_decimal_currency_has_no_cents() -> None:
    payments = {"night_payments": "company_code  payment_id  amount  currency\nC1  B1  100  JPY"}

    assert refusals("B1  I4  100  -", **payments) == [None]
    assert refusals("B1  I4  1.5  -", **payments) == [
        "applied_amount, discount_amount: too many digits for JPY"
    ]


def test_postings_of_a_payment_are_held_against_it_together() -> None:
    assert refusals("B1  I1  60  -", "B1  I2  40  -") == [None, None]
    assert {text is None for text in refusals("B1  I1  60  -", "B1  I2  40.01  -")} == {False}
    assert refusals("B1  I1  160  -", "B1  I2  -60  -") == [None, None]


def test_what_was_posted_before_counts_unless_it_is_posted_again() -> None:
    before = {
        "old_postings": "company_code  payment_id  invoice_number  applied_amount\nC1  B1  I2  4000\nC2  B1  I2  9999"
    }

    assert refusals("B1  I1  60  -", **before) == [None]
    assert refusals("B1  I1  60.01  -", **before) != [None]
    assert refusals("B1  I1  60  -", "B1  I2  40  -", **before) == [None, None]


@pytest.mark.parametrize(
    ("line", "is_more"),
    [
        pytest.param("C1  B1  CLAIM-1  -500", True, id="a claim beside the documents"),
        pytest.param("C1  B1  CLAIM-1  500", False, id="a line that pays"),
        pytest.param("C1  B1  i/1  -500", False, id="what is taken off the posted document"),
        pytest.param("C1  B2  CLAIM-1  -500", False, id="a claim of another payment"),
        pytest.param("C2  B1  CLAIM-1  -500", False, id="a claim of another company"),
    ],
)
def test_what_advice_takes_off_elsewhere_may_be_posted_beyond_the_money(line: str, is_more: bool) -> None:
    advice = {"night_advice": f"tied_company_code  tied_payment_id  invoice_reference  paid_amount\n{line}"}

    assert (refusals("B1  I1  105  -", **advice) == [None]) is is_more
    assert refusals("B1  I1  105.01  -", **advice) != [None]


def test_what_advice_takes_off_a_document_counts_where_its_posting_takes_it_back() -> None:
    advice = {
        "night_advice": "tied_company_code  tied_payment_id  invoice_reference  paid_amount\nC1  B1  I1  -500\n"
        "C1  B1  K1  -100"
    }

    assert refusals("B1  I1  -5  -", "B1  I2  111  -", **advice) == [None, None]
    assert refusals("B1  I1  -5  -", "B1  I2  111.01  -", **advice) != [None, None]


def test_a_payment_takes_back_no_more_than_a_payment_may_be() -> None:
    most = "1000000000000"

    assert refusals(f"B1  I1  -{most}  -") == [None]
    assert refusals(f"B1  I1  -{most}  -", "B1  I2  -0.01  -")[0] == (
        "applied_amount: postings of the payment take back more than a payment may be: "
        "expected at least -1000000000000, found -1000000000000.010"
    )


def test_postings_on_a_document_are_bounded_together() -> None:
    already = "company_code  invoice_number  currency  allocated_amount\nC1  I1  EUR  {}\n"
    most = 100_000_000_000_000_00

    assert refusals("B1  I1  10  2", night_documents=already.format(most - 1200)) == [None]
    assert refusals("B1  I1  -10  -2", night_documents=already.format(-most + 1200)) == [None]
    assert refusals("B1  I1  10  2.01", night_documents=already.format(most - 1200)) == [
        "applied_amount, discount_amount: postings on the document: expected at most 100000000000000 in "
        "all, found 100000000000000.010"
    ]
    assert refusals("B1  I1  10  -", "B3  I1  2.01  -", night_documents=already.format(most - 1200)) != [
        None,
        None,
    ]


POSTED = "company_code  payment_id  invoice_number  applied_minor  discount_minor  refusal\n"
OLD = "company_code  payment_id  invoice_number  applied_amount  discount_amount\n"


@pytest.mark.parametrize(
    ("landed", "old", "expected"),
    [
        pytest.param("C1  B1  I1  100  0  -", "", [(100, 0, True)], id="new"),
        pytest.param("C1  B1  I1  100  0  -", "C1  B1  I1  100  -", [(100, 0, False)], id="the same again"),
        pytest.param("C1  B1  I1  100  2  -", "C1  B1  I1  100  -", [(100, 2, True)], id="another discount"),
        pytest.param("C1  B1  I1  101  0  -", "C1  B1  I1  100  -", [(101, 0, True)], id="another amount"),
        pytest.param(
            "C1  B1  I1  101  0  bad",
            "C1  B1  I1  100  -",
            [(100, None, False)],
            id="refused: the earlier one stays",
        ),
        pytest.param("C1  B1  I1  101  0  bad", "", [], id="refused"),
        pytest.param("", "C1  B1  I1  100  5", [(100, 5, False)], id="not sent again"),
    ],
)
def test_which_postings_are_in_play(landed: str, old: str, expected: list[tuple[object, ...]]) -> None:
    found = run_model("night_postings", landed_postings=POSTED + landed, old_postings=OLD + old)

    assert columns(found, "applied_amount", "discount_amount", "is_new") == expected


def test_postings_on_other_documents_stay() -> None:
    old = "".join(f"{key}  100  -\n" for key in ("C1  B1  I1", "C2  B1  I1", "C1  B2  I1", "C1  B1  I2"))

    assert (
        len(
            run_model(
                "night_postings", landed_postings=POSTED + "C1  B1  I1  100  0  -", old_postings=OLD + old
            )
        )
        == 4
    )


PAID = "company_code  payment_id  amount  memo"


@pytest.mark.parametrize(
    ("landed", "expected"),
    [
        pytest.param("C1  B1  100  INV-1", [(100, "P1", 40, 3, False)], id="the same again is no news"),
        pytest.param("C1  B1  101  INV-1", [(101, "P1", 40, 3, True)], id="another amount"),
        pytest.param("C1  B1  100  INV-2", [(100, "P1", 40, 3, True)], id="another memo"),
        pytest.param("", [(100, "P1", 40, 3, False)], id="not sent again"),
    ],
)
def test_a_known_payment(landed: str, expected: list[tuple[object, ...]]) -> None:
    found = run_model(
        "payments_laid",
        landed_payments=f"{PAID}\n{landed}",
        old_payments=f"{PAID}  known_payer_id  unapplied_amount  candidates  arrived_date\n"
        "C1  B1  100  INV-1  P1  40  3  2026-02-01",
    )

    assert columns(found, "amount", "known_payer_id", "unapplied_amount", "candidates", "is_new") == expected
    assert [str(day) for day in column(found, "arrived_date")] == ["2026-02-01"]


def test_a_new_payment_has_nothing_left_and_no_candidates() -> None:
    found = run_model(
        "payments_laid", landed_payments=f"{PAID}\nC1  B1  100  -", old_payments=f"{PAID}\nC2  B1  100  -"
    )

    assert next(
        (*row[:-1], str(row[-1]))
        for row in columns(found, "company_code", "unapplied_amount", "candidates", "is_new", "arrived_date")
    ) == (
        "C1",
        0,
        0,
        True,
        "2026-03-02",
    )


def test_what_the_books_cannot_take_is_quarantined_with_its_row() -> None:
    where = "source_file  source_row  raw_row  "
    found = run_model(
        "books_quarantine",
        landed_documents=where + "refusal\ninvoices.csv  2  I1,100  other payer\ninvoices.csv  3  I2,100  -",
        landed_postings=where + "refusal\ncash.csv  4  B1,I1  no payment\ncash.csv  5  B1,I2  -",
        tonight_lines="source_file  source_row  invoice_number  currency  net_amount\nlines.csv  6  I1  EUR  -\n"
        "lines.csv  7  I9  -  -\nlines.csv  8  I1  EUR  5",
        landed_invoice_lines=where
        + "net_amount\nlines.csv  6  I1,1.005  1.005\nlines.csv  7  I9,5  5\nlines.csv  8  I1,0.05  0.05",
    )

    assert sorted(columns(found, "extract", "file", "row_number", "reason", "row")) == [
        ("cash_applications", "cash.csv", 4, "no payment", "B1,I1"),
        ("invoice_lines", "lines.csv", 6, "net_amount: too many digits for EUR", "I1,1.005"),
        (
            "invoice_lines",
            "lines.csv",
            7,
            "invoice_number: expected an invoice of tonight or an earlier night, found none: I9; "
            "send all lines of the invoice again with it or after it",
            "I9,5",
        ),
        ("invoices", "invoices.csv", 2, "other payer", "I1,100"),
    ]
