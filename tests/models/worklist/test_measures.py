"""Measures of a night: its facts, by scope, and the quotients of them."""

from __future__ import annotations

import pytest

from tests.models.running import run_model
from tests.models.worklist.facts import CASE, CASES, facts

PAYMENTS = (
    "company_code  payment_id  payer_id  known_payer_id  currency  amount  unapplied_amount  "
    "arrived_date  reverses_payment_id\n"
)
RECEIVED = "C1  B1  -  P1  EUR  10000  0  2026-03-02  -\n"
PIECES = "company_code  payment_id  payer_id  currency  amount  method\n"
COUNTS = ("received_count", "received", "matched_count", "matched", "first_pass_count")


@pytest.mark.parametrize(
    ("payment", "pieces", "expected"),
    [
        pytest.param(
            RECEIVED,
            "C1  B1  P1  EUR  100  advice_exact",
            (1, 100, 1, 100, 1),
            id="matched in the first tier",
        ),
        pytest.param(
            RECEIVED,
            "C1  B1  P1  EUR  60  advice_exact\nC1  B1  P1  EUR  40  amount",
            (1, 100, 1, 100, 0),
            id="matched, not all in the first tier",
        ),
        pytest.param(RECEIVED, "C1  B1  P1  EUR  100  posting", (1, 100, 0, 0, 0), id="posted by the ERP"),
        pytest.param(
            RECEIVED,
            "C1  B1  P1  EUR  60  advice_exact\nC1  B1  P1  EUR  40  posting",
            (1, 100, 0, 60, 0),
            id="posted in part",
        ),
        pytest.param(
            RECEIVED.replace("10000  0", "10000  4000"),
            "C1  B1  P1  EUR  60  advice_exact",
            (1, 100, 0, 60, 0),
            id="with a rest",
        ),
        pytest.param(RECEIVED, "", (1, 100, 0, 0, 0), id="not placed at all"),
        pytest.param(
            RECEIVED,
            "C2  B1  P1  EUR  100  advice_exact",
            (1, 100, 0, 0, 0),
            id="placed by another company's payment",
        ),
        pytest.param(RECEIVED.replace("2026-03-02", "2026-03-01"), "", (), id="came before tonight"),
        pytest.param(RECEIVED.replace("10000", "-10000"), "", (), id="goes back"),
        pytest.param(RECEIVED.replace("2026-03-02  -", "2026-03-02  B0"), "", (), id="takes another back"),
    ],
)
def test_receipts_and_what_was_matched_of_them(
    payment: str, pieces: str, expected: tuple[float, ...]
) -> None:
    found = facts(*COUNTS, book_payments=PAYMENTS + payment, allocations=PIECES + pieces)

    assert tuple(found[name] for name in COUNTS if name in found) == expected


def test_receipts_belong_to_who_paid_else_to_whom_the_bank_names() -> None:
    rows = run_model(
        "night_facts",
        book_payments=PAYMENTS
        + RECEIVED
        + "C1  B2  P2  -  EUR  100  0  2026-03-02  -\nC1  B3  P3  P4  EUR  100  0  2026-03-02  -",
    )

    assert {row["payer_id"] for row in rows if row["fact"] == "received_count"} == {"P1", "P2", "P4"}


def test_lines_are_pieces_of_payments_and_their_rests() -> None:
    pieces = (
        PIECES
        + "C1  B1  P1  EUR  60  advice_exact\nC1  B1  P1  EUR  30  posting\nC1  B1  P1  EUR  -5  advice_exact\nC1  -  P1  EUR  7  advice_exact\n"
    )
    payments = PAYMENTS + RECEIVED.replace("10000  0", "10000  1000")

    assert facts("line_count", "matched_line_count", allocations=pieces, book_payments=payments) == {
        "line_count": 3,
        "matched_line_count": 1,
    }
    assert facts("line_count", allocations=pieces) == {"line_count": 2}


def test_what_matching_placed_and_what_of_it_stays() -> None:
    found = facts(
        "auto_applied",
        "auto_kept",
        book_applications="""
            company_code  payment_id  invoice_number  amount  is_posted
            C1            B1          I1              10000   no
            C1            B2          I1              5000    yes
            C1            -           I1              700     no
            C1            B3          I1              -300    no
            C2            B4          I1              900     no""",
        book_documents="company_code  invoice_number  currency\nC1  I1  EUR",
        allocations=PIECES
        + "C1  B9  P1  EUR  -40  correction_exact\nC1  B9  P1  EUR  40  correction_exact\nC1  B9  P1  EUR  -7  reversal",
    )

    assert found == {"auto_applied": 140, "auto_kept": 100}


def test_unapplied_money() -> None:
    unapplied = "payer_id  currency  amount\nP1  EUR  5\nP1  EUR  7"

    assert facts("unapplied", "unapplied_count", unapplied_payments=unapplied) == {
        "unapplied": 12,
        "unapplied_count": 2,
    }


INVOICES = "payer_id  currency  document_type  gross_amount  arrived_date  is_cancelled\n"


def test_invoices_of_tonight_and_of_the_days_that_are_at_hand() -> None:
    invoices = (
        INVOICES + "P1  EUR  invoice  1000  2026-03-02  no\nP1  EUR  invoice  2000  2026-02-01  -\n"
        "P1  EUR  invoice  400  2025-12-02  no\n"
    )
    others = "P1  EUR  invoice  4000  2026-03-02  yes\nP1  EUR  credit_memo  -500  2026-03-02  no\n"
    given = {"measured_cases": CASES + CASE}

    assert facts("invoiced", "sold", book_documents=invoices + others, **given) == {
        "invoiced": 10,
        "sold": 30,
    }
    later = invoices.replace("2025-12-02", "2025-12-03")
    assert facts("sold", book_documents=later, **given) == {"sold": 34}


ITEMS = "payer_id  currency  due_date  open_amount  disputed_amount\n"


def test_receivables_by_the_days_of_sales() -> None:
    items = ITEMS + "P1  EUR  2026-03-02  70  30\nP1  EUR  2026-03-01  10  0\n"
    found = facts(
        "receivable_by_days", "current_by_days", "overdue_by_days", open_items=items, measured_cases=CASES + CASE,
        book_documents=INVOICES + "P1  EUR  invoice  1000  2026-03-01  no",
    )  # fmt: skip

    assert found == {"receivable_by_days": 220, "current_by_days": 200, "overdue_by_days": 20}


def test_what_was_collected_of_what_could_be() -> None:
    found = facts(
        "collected",
        "collectible",
        open_items=ITEMS + "P1  EUR  2026-03-02  70  30\nP1  EUR  2026-03-01  10  0\n",
        open_items_before=ITEMS + "P1  EUR  2026-01-01  300  50",
        book_documents=INVOICES
        + "P1  EUR  invoice  1000  2026-03-02  no\nP1  EUR  invoice  9000  2026-03-01  no",
    )

    assert found == {"collected": 350 + 10 - 110, "collectible": 350 + 10 - 100}
