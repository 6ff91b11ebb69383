"""Documents of tonight with all that they are compared with, and the exceptions that are made of their faults."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipelines.models import members
from tests.models.running import Row, column, columns, run_model


def test_a_document_with_lines_is_tested() -> None:
    rows = run_model(
        "tested_documents",
        examined_documents="document_id  currency\n7  USD\n8  JPY\n9  USD",
        document_totals="document_id  line_count  highest_tax_percent\n7  2  19.5\n8  1  -",
    )
    assert sorted(columns(rows, "document_id", "places", "line_count", "highest_tax4"), key=str) == [
        (7, 2, 2, 195000), (8, 0, 1, None),
    ]  # fmt: skip


def test_a_line_knows_what_its_item_usually_costs_and_all_that_is_taxed_alike() -> None:
    rows = run_model(
        "tested_lines",
        document_lines="""
            document_id  line_number  sku     net_amount  tax4
            7            1            KETTLE  100         200000
            7            2            TRAY    200         200000
            7            3            -       400         70000
            8            1            TRAY    800         200000
            9            1            KETTLE  1600        200000""",
        tested_documents="""
            document_id  company_code  payer_id  currency  places
            7            C1            P1        USD       2
            8            C2            P2        USD       2""",
        usual_prices="company_code  sku  currency  usual_price\nC1  KETTLE  USD  30\nC1  TRAY  EUR  5\nC2  KETTLE  USD  6",
        earlier_prices="document_id  sku  earlier_price  earlier4  earlier_number\n7  TRAY  25  250000  INV-0",
    )
    found = columns(
        rows, "document_id", "line_number", "payer_id", "usual4", "earlier4", "earlier_number", "rate_amount"
    )
    assert sorted(found) == [
        (7, 1, "P1", 300000, None, None, 300),
        (7, 2, "P1", None, 250000, "INV-0", 300),
        (7, 3, "P1", None, None, None, 400),
        (8, 1, "P2", None, None, None, 800),
    ]


def exceptions(*faults: str, currency: str = "USD  2") -> list[Row]:
    return run_model(
        "billing_exceptions",
        faults="document_id  fault  line_number  line_count  billed_amount  right_amount  claim\n"
        + "\n".join(faults),
        tested_documents=f"""
            document_id  company_code  invoice_number  payer_id  currency  places
            7            C1            INV-1           P1        {currency}
            8            C1            INV-2           P1        {currency}""",
    )


def test_faults_of_a_kind_are_one_exception_of_their_document() -> None:
    [row] = exceptions("7  extension  2  1  3000  2000  second", "7  extension  1  1  1000  500  first")
    assert {name: row[name] for name in ("amount", "billed_amount", "right_amount", "line_count")} == {
        "amount": 15, "billed_amount": 40, "right_amount": 25, "line_count": 2,
    }  # fmt: skip
    assert columns([row], "company_code", "invoice_number", "payer_id", "currency", "fault") == [
        ("C1", "INV-1", "P1", "USD", "extension")
    ]
    assert row["explanation"] == "INV-1 bills 15.00 USD too much: first; second."


def test_every_document_and_fault_is_an_exception_of_its_own() -> None:
    found = exceptions(
        "7  a  1  1  30  20  x", "7  b  1  1  30  20  x", "8  a  1  1  30  20  x", "9  a  1  1  30  20  x"
    )
    assert sorted(columns(found, "invoice_number", "fault")) == [
        ("INV-1", "a"),
        ("INV-1", "b"),
        ("INV-2", "a"),
    ]


def test_a_document_may_bill_too_little() -> None:
    [row] = exceptions("7  footing  -  0  1000  1500  the total", currency="JPY  0")
    assert (row["amount"], row["explanation"]) == (-500, "INV-1 bills 500 JPY too little: the total.")


@pytest.mark.parametrize("fault", ["7  a  1  1  30  30  x", "7  a  1  1  30  -  x", "7  a  1  1  30  20  -"],
                         ids=["nothing is wrong in sum", "nothing to compare with", "beyond the numbers that a rule compares"])  # fmt: skip
def test_what_is_not_wrong_or_cannot_be_said_is_no_exception(fault: str) -> None:
    assert exceptions(fault) == []


def test_a_line_that_cannot_be_compared_takes_nothing_from_the_others() -> None:
    rows = exceptions("7  a  1  1  30  20  x", "7  a  2  1  500  -  y")
    assert columns(rows, "billed_amount", "line_count") == [(Decimal("0.3"), 1)]


@pytest.mark.parametrize(
    ("count", "claims"), [(3, "c1; c2; c3"), (4, "c1; c2; c3; and 1 more"), (6, "c1; c2; c3; and 3 more")]
)
def test_three_lines_are_named_in_order_and_the_others_counted(count: int, claims: str) -> None:
    [row] = exceptions(*(f"7  a  {n}  1  30  20  c{n}" for n in range(count, 0, -1)))
    assert row["explanation"].endswith(f" too much: {claims}.")


def test_claims_of_no_line_are_in_order_too() -> None:
    [row] = exceptions("7  a  -  0  30  20  y", "7  a  -  0  30  20  x", "7  a  3  1  30  20  z")
    assert row["explanation"].endswith(": z; x; y.")


def test_every_fault_is_stacked_under_its_name() -> None:
    names = [fault.name for fault in members("billing_audit.checks")]
    rows = run_model("faults", **{name: f"document_id  claim\n{n}  {name}" for n, name in enumerate(names)})
    assert sorted(columns(rows, "document_id", "claim")) == sorted(enumerate(names))
    assert [f"checks__{fault}" for fault in column(rows, "fault")] == column(rows, "claim")
