"""Measures of a night: its facts, by scope, and the quotients of them."""

from __future__ import annotations

import pytest

from tests.models.running import columns, run_model


def facts(*names: str, **given: str) -> dict[str, float]:
    """The facts of these names, summed."""
    found: dict[str, float] = {}
    for row in run_model("night_facts", **given):
        if row["fact"] in names or not names:
            found[row["fact"]] = found.get(row["fact"], 0) + float(row["amount"])
    return found


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
            RECEIVED, "C1  B1  P1  EUR  100  exact", (1, 100, 1, 100, 1), id="matched in the first tier"
        ),
        pytest.param(
            RECEIVED,
            "C1  B1  P1  EUR  60  exact\nC1  B1  P1  EUR  40  amount",
            (1, 100, 1, 100, 0),
            id="matched, not all in the first tier",
        ),
        pytest.param(RECEIVED, "C1  B1  P1  EUR  100  posted", (1, 100, 0, 0, 0), id="posted by the ERP"),
        pytest.param(
            RECEIVED,
            "C1  B1  P1  EUR  60  exact\nC1  B1  P1  EUR  40  posted",
            (1, 100, 0, 60, 0),
            id="posted in part",
        ),
        pytest.param(
            RECEIVED.replace("10000  0", "10000  4000"),
            "C1  B1  P1  EUR  60  exact",
            (1, 100, 0, 60, 0),
            id="with a rest",
        ),
        pytest.param(RECEIVED, "", (1, 100, 0, 0, 0), id="not placed at all"),
        pytest.param(
            RECEIVED,
            "C2  B1  P1  EUR  100  exact",
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
        + "C1  B1  P1  EUR  60  exact\nC1  B1  P1  EUR  30  posted\nC1  B1  P1  EUR  -5  exact\nC1  -  P1  EUR  7  exact\n"
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
CASES = (
    "variance_id  payer_id  dispute_type  owner  currency  original_amount  opened_date  "
    "is_deduction  is_invalid  repaid_amount  written_off_amount  outcome\n"
)
CASE = "D1  P1  pricing  ann  EUR  100  2026-03-02  yes  no  30  20  -\n"


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


LIST = (
    "payer_id  dispute_type  owner  currency  open_amount  expected_recovery  dispute_subtype  "
    "is_contested  due_date  window_closes\n"
)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param(
            "100  40  percent  no  2026-03-02  2026-03-02",
            {"open_count": 1, "open": 100, "expected": 40, "open_by_days": 500},
            id="an open one",
        ),
        pytest.param("-100  0  overpayment  yes  -  -", {"open_count": 1, "held": 100}, id="money held"),
        pytest.param(
            "100  -5  unexplained  no  -  -",
            {"open_count": 1, "open": 100, "open_unexplained": 100, "open_by_days": 500},
            id="one that nothing explains",
        ),
        pytest.param(
            "-100  0  unexplained  no  -  -",
            {"open_count": 1, "held": 100},
            id="money held that nothing explains",
        ),
        pytest.param(
            "100  0  percent  yes  -  -",
            {"open_count": 1, "open": 100, "open_contested": 100, "open_by_days": 500},
            id="a contested one",
        ),
        pytest.param(
            "100  0  misapplied_cash  no  -  -", {"open_count": 1, "open": 100}, id="a posting of ours"
        ),
        pytest.param(
            "100  0  percent  no  2026-03-01  2026-03-01",
            {"open_count": 1, "open": 100, "open_by_days": 500, "overdue_count": 1, "window_missed_count": 1},
            id="one that is late",
        ),
    ],
)
def test_open_disputes(row: str, expected: dict[str, float]) -> None:
    since = CASES + CASE.replace("2026-03-02", "2026-02-26").replace("yes  no", "no  no")

    found = facts(worklist=f"{LIST}P1  pricing  ann  EUR  {row}", measured_cases=since)
    assert dict(found.items()) == expected


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        pytest.param(
            CASE,
            {"opened_count": 1, "opened": 100, "opened_recently": 100, "deducted": 100, "given_up": 20},
            id="opened tonight",
        ),
        pytest.param(
            CASE.replace("2026-03-02", "2026-02-01"),
            {"opened_recently": 100, "deducted": 100, "given_up": 20},
            id="opened before",
        ),
        pytest.param(
            CASE.replace("2026-03-02", "2025-12-02"),
            {"deducted": 100, "given_up": 20},
            id="opened before what is at hand",
        ),
        pytest.param(CASE.replace("yes  no", "no  no"), {"opened_count": 1}, id="no deduction"),
        pytest.param(
            CASE.replace("2026-03-02  yes  no", "2025-12-02  yes  yes"),
            {"deducted": 100, "given_up": 20, "denied": 100, "denied_repaid": 30},
            id="without reason",
        ),
        pytest.param(
            CASE.replace("2026-03-02  yes  no", "2025-12-02  no  yes"),
            {},
            id="without reason, and no deduction",
        ),
        pytest.param(
            CASE.replace("2026-03-02  yes", "2025-12-02  no").replace("20  -", "20  recovered"),
            {"decided_count": 1, "won_count": 1},
            id="won",
        ),
        pytest.param(
            CASE.replace("2026-03-02  yes", "2025-12-02  no").replace("20  -", "20  lost"),
            {"decided_count": 1},
            id="lost",
        ),
    ],
)
def test_cases_at_hand(case: str, expected: dict[str, float]) -> None:
    assert facts(measured_cases=CASES + case) == expected


def test_changes_of_disputes_tonight() -> None:
    cases = (
        CASES
        + CASE.replace("2026-03-02", "2025-01-01")
        + CASE.replace("D1", "D2").replace("yes", "no").replace("2026-03-02", "2025-01-01")
    )
    history = (
        "dispute_id  event  to_status  amount\nD1  credited  -  5\nD1  written_off  -  7\n"
        "D1  grown  -  9\nD1  status_changed  reopened  -\nD2  repaid  -  8\nD9  repaid  -  8"
    )
    names = ("credited", "repaid", "written_off", "withdrawn", "grown", "reopened_count")

    assert facts(*names, measured_cases=cases, dispute_history=history) == {
        "credited": 5,
        "written_off": 7,
        "reopened_count": 1,
    }


def test_what_closed_tonight_and_how_long_it_took() -> None:
    closed = run_model(
        "closed_tonight", measured_cases=CASES + CASE.replace("2026-03-02", "2026-02-20"),
        dispute_history="dispute_id  event\nD1  closed\nD1  closed\nD1  note\nD9  closed",
    )  # fmt: skip

    assert columns(closed, "variance_id", "owner", "cycle_days") == [("D1", "ann", 10)]
    assert facts(
        closed_tonight="payer_id  dispute_type  owner  currency  cycle_days\nP1  pricing  ann  EUR  10\n"
        "P1  pricing  ann  EUR  4"
    ) == {
        "closed_count": 2,
        "closed_days": 14,
    }


def test_how_long_the_middle_case_and_nine_of_ten_took() -> None:
    rows = "".join(
        f"P1  pricing  {'ann' if days < 10 else 'bob'}  {days}\n" for days in (1, 2, 3, 4, 5, 6, 7, 8, 9, 30)
    )
    found = run_model("cycle_times", closed_tonight="payer_id  dispute_type  owner  cycle_days\n" + rows)

    assert sorted(columns(found, "scope", "scope_id", "kpi", "days", "case_count")) == [
        ("all", "", "cycle_days_median", 5, 10), ("all", "", "cycle_days_p90", 9, 10),
        ("owner", "ann", "cycle_days_median", 5, 9), ("owner", "ann", "cycle_days_p90", 9, 9),
        ("owner", "bob", "cycle_days_median", 30, 1), ("owner", "bob", "cycle_days_p90", 30, 1),
        ("payer", "P1", "cycle_days_median", 5, 10), ("payer", "P1", "cycle_days_p90", 9, 10),
        ("type", "pricing", "cycle_days_median", 5, 10), ("type", "pricing", "cycle_days_p90", 9, 10),
    ]  # fmt: skip


def test_facts_are_summed_by_payer_type_and_owner_and_in_all() -> None:
    found = run_model(
        "scoped_facts",
        night_facts="""
        fact  payer_id  dispute_type  owner  currency  amount
        open  P1        pricing       ann    EUR       5
        open  P1        tax           bob    EUR       7
        open  P2        pricing       ann    USD       1
        open  -         -             -      EUR       100""",
    )

    assert sorted(columns(found, "scope", "scope_id", "currency", "amount")) == [
        ("all", "", "EUR", 112),
        ("all", "", "USD", 1),
        ("owner", "ann", "EUR", 5),
        ("owner", "ann", "USD", 1),
        ("owner", "bob", "EUR", 7),
        ("payer", "P1", "EUR", 12),
        ("payer", "P2", "USD", 1),
        ("type", "pricing", "EUR", 5),
        ("type", "pricing", "USD", 1),
        ("type", "tax", "EUR", 7),
    ]


SCOPED = "fact  scope  scope_id  currency  amount\n"


def kpis(measure: str, scoped: str, **given: str) -> list[tuple[object, ...]]:
    found = run_model(
        "kpis",
        measures="kpi  numerator  denominator  by_currency\n" + measure,
        scoped_facts=SCOPED + scoped,
        **given,
    )
    return sorted(
        columns(found, "kpi", "scope", "scope_id", "currency", "value", "numerator", "denominator"), key=str
    )


def test_a_measure_without_a_denominator_is_its_sum() -> None:
    assert kpis(
        "open  open  -  yes", "open  all  -  EUR  5\nopen  all  -  USD  7\nopen  payer  P1  EUR  5"
    ) == [
        ("open", "all", None, "EUR", 5, 5, None),
        ("open", "all", None, "USD", 7, 7, None),
        ("open", "payer", "P1", "EUR", 5, 5, None),
    ]
    assert kpis("count  open  -  no", "open  payer  P1  EUR  5\nopen  payer  P1  USD  7") == [
        ("count", "payer", "P1", None, 12, 12, None)
    ]


@pytest.mark.parametrize(
    ("scoped", "expected"),
    [
        pytest.param("won  payer  P1  EUR  1\nall  payer  P1  EUR  4", [(0.25, 1, 4)], id="its quotient"),
        pytest.param("all  payer  P1  EUR  4", [(0, 0, 4)], id="no hit is 0"),
        pytest.param("won  payer  P1  EUR  1\nall  payer  P1  EUR  0", [], id="no measure of nothing"),
        pytest.param("won  payer  P2  EUR  1\nall  payer  P1  EUR  4", [(0, 0, 4)], id="of each payer alone"),
        pytest.param("won  type  P1  EUR  1\nall  payer  P1  EUR  4", [(0, 0, 4)], id="of each scope alone"),
        pytest.param(
            "won  payer  P1  USD  1\nall  payer  P1  EUR  4", [(0, 0, 4)], id="of each currency alone"
        ),
    ],
)
def test_a_measure_with_a_denominator(scoped: str, expected: list[tuple[float, ...]]) -> None:
    assert [row[4:] for row in kpis("rate  won  all  yes\nother  lost  none  yes", scoped)] == expected


def test_a_quotient_over_all_currencies() -> None:
    scoped = "won  payer  P1  EUR  1\nwon  payer  P1  USD  1\nall  payer  P1  EUR  4\nall  payer  P1  USD  4"

    assert kpis("rate  won  all  no", scoped) == [("rate", "payer", "P1", None, 0.25, 2, 8)]


def test_quantiles_of_days_are_taken_as_they_are() -> None:
    found = kpis(
        "median  closed_days  closed_count  no", "closed_days  payer  P1  EUR  9\nclosed_count  payer  P1  EUR  2",
        cycle_times="scope  scope_id  kpi  days  case_count\npayer  P1  median  5  2",
    )  # fmt: skip

    assert found == [("median", "payer", "P1", None, 5, None, 2)]
