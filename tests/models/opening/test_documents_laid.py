"""Documents of a night laid over the earlier ones: what is taken, what is news, and which bill the same."""

from __future__ import annotations

import pytest

from tests.models.running import column, columns, run_model

LANDED = "company_code  invoice_number  payer_id  currency  gross_amount\n"
OLD = (
    "company_code  invoice_number  payer_id  currency  allocated_amount  credited_amount  "
    "written_off_amount  disputed_amount\n"
)


@pytest.mark.parametrize(
    ("landed", "old", "refusal"),
    [
        pytest.param("P1  EUR", "", None, id="new"),
        pytest.param("P2  USD", "P1  EUR  0  0  0  0", None, id="changed, and nothing has settled any of it"),
        pytest.param(
            "P1  EUR", "P1  EUR  5  0  0  0", None, id="settled, and neither payer nor currency changes"
        ),
        *[
            pytest.param(
                "P2  EUR",
                f"P1  EUR  {settled}",
                "payer_id of a settled document changed: expected P1, found P2",
                id=f"another payer, {name}",
            )
            for settled, name in (
                ("5  0  0  0", "paid"),
                ("0  -5  0  0", "credited"),
                ("0  0  5  0", "written off"),
                ("0  0  0  5", "disputed"),
            )
        ],
        pytest.param(
            "P1  USD",
            "P1  EUR  5  0  0  0",
            "currency of a settled document changed: expected EUR, found USD",
            id="another currency",
        ),
    ],
)
def test_whether_a_document_is_taken(landed: str, old: str, refusal: str | None) -> None:
    found = run_model(
        "landed_documents", landed_invoices=f"{LANDED}C1  I1  {landed}  100",
        old_documents=OLD + "C2  I1  P9  XXX  1  1  1  1\n" + (f"C1  I1  {old}" if old else ""),
    )  # fmt: skip

    assert column(found, "refusal") == [refusal]


def test_a_line_is_in_minor_units_of_its_documents_currency() -> None:
    found = run_model(
        "tonight_lines", landed_invoice_lines="""
            company_code  invoice_number  line_number  net_amount
            C1            NEW             1            12.34
            C1            AGAIN           1            12
            C1            AGAIN           2            12.5
            C1            OLD             1            12.345""",
        landed_documents="company_code  invoice_number  currency  refusal\nC1  NEW  EUR  -\nC1  AGAIN  JPY  -\n"
        "C1  OLD  EUR  currency of a settled document changed\nC2  OLD  EUR  -",
        old_documents="company_code  invoice_number  currency\nC1  AGAIN  KWD\nC1  OLD  KWD",
    )  # fmt: skip

    assert sorted(columns(found, "invoice_number", "line_number", "currency", "net_amount"), key=str) == [
        ("AGAIN", 1, "JPY", 12), ("AGAIN", 2, "JPY", None), ("NEW", 1, "EUR", 1234), ("OLD", 1, "KWD", 12345),
    ]  # fmt: skip


def test_a_line_of_a_document_that_is_not_known_is_in_no_minor_units() -> None:
    found = run_model(
        "tonight_lines", landed_invoice_lines="company_code  invoice_number  net_amount\nC1  LATER  12"
    )

    assert columns(found, "currency", "net_amount") == [(None, None)]


def lines_key(*lines: str) -> list[str]:
    rows = "".join(f"C1  I1  {line}\n" for line in lines)
    found = run_model(
        "document_line_keys",
        tonight_lines="company_code  invoice_number  sku  quantity  unit_price  net_amount\n" + rows,
    )
    return [row["lines_key"] for row in found]


def test_the_lines_of_a_document_are_the_same_in_any_order() -> None:
    first, second = "A  2  5  10", "B  1  5  5"

    assert lines_key(first, second) == lines_key(second, first)
    assert lines_key(first, second, "C  1  1  -") == lines_key(first, second)
    assert lines_key("C  1  1  -") == []
    others = ("X  2  5  10", "A  3  5  10", "A  2  6  10", "A  2  5  11")
    assert len({lines_key(line, second)[0] for line in (first, *others)}) == 5


KNOWN = (
    "company_code  invoice_number  gross_amount  is_cancelled  allocated_amount  discount_granted_amount  credited_amount  "
    "written_off_amount  disputed_amount  lines_key  arrived_date\n"
    "C1  I1  100  no  1  2  3  4  5  old  2026-02-01\n"
)


def laid(landed: str, known: str = KNOWN, keys: str = "") -> list[tuple[object, ...]]:
    names = "company_code  invoice_number  gross_amount  is_cancelled  refusal\n"
    found = run_model(
        "documents_laid", landed_documents=names + landed, old_documents=known, document_line_keys=keys
    )
    return columns(
        found, "effective_gross", "previous_gross", "allocated_amount", "is_new", "is_landed", "lines_key"
    )


@pytest.mark.parametrize(
    ("landed", "expected"),
    [
        pytest.param(
            "C1  I1  90  no  -", [(90, 100, 1, False, True, "old")], id="sent again: its ledger stays"
        ),
        pytest.param(
            "C1  I1  90  -  -", [(90, 100, 1, False, True, "old")], id="sent again, not said to be cancelled"
        ),
        pytest.param("C1  I1  90  yes  -", [(0, 100, 1, False, True, "old")], id="cancelled: counts as 0"),
        pytest.param(
            "C1  I1  90  no  bad", [(100, 100, 1, False, False, "old")], id="refused: stays as it was"
        ),
        pytest.param("", [(100, 100, 1, False, False, "old")], id="not sent: stays as it was"),
    ],
)
def test_a_known_document(landed: str, expected: list[tuple[object, ...]]) -> None:
    assert laid(landed) == expected


def test_a_new_document_has_an_empty_ledger() -> None:
    names = "company_code  invoice_number  gross_amount\n"
    [row] = run_model(
        "documents_laid", landed_documents=names + "C1  INV-0012  90", old_documents=KNOWN.replace("C1", "C2")
    )[:1]

    assert (row["effective_gross"], row["previous_gross"], row["is_new"], row["is_landed"]) == (
        90,
        None,
        True,
        True,
    )
    assert (row["normal_key"], row["digit_key"], str(row["arrived_date"])) == ("INV0012", "12", "2026-03-02")
    ledger = (
        "allocated_amount",
        "discount_granted_amount",
        "credited_amount",
        "written_off_amount",
        "disputed_amount",
    )
    assert [row[name] for name in ledger] == [0, 0, 0, 0, 0]


def test_the_ledger_of_a_document_sent_again() -> None:
    [row] = run_model(
        "documents_laid",
        landed_documents="company_code  invoice_number  gross_amount\nC1  I1  90",
        old_documents=KNOWN,
    )

    ledger = (
        "allocated_amount",
        "discount_granted_amount",
        "credited_amount",
        "written_off_amount",
        "disputed_amount",
    )
    assert [row[name] for name in ledger] == [1, 2, 3, 4, 5]
    assert (str(row["arrived_date"]), str(row["settled_date"])) == ("2026-02-01", "2026-03-02")


def test_a_document_that_was_cancelled_counted_as_nothing() -> None:
    cancelled = KNOWN.replace("no", "yes")

    assert laid("", cancelled) == [(0, 0, 1, False, False, "old")]
    assert laid("C1  I1  90  no  -", cancelled) == [(90, 0, 1, False, True, "old")]


def test_lines_of_the_night_replace_what_a_document_bills() -> None:
    keys = "company_code  invoice_number  lines_key\nC1  I1  new"

    assert laid("", keys=keys) == [(100, 100, 1, False, True, "new")]
    assert laid("C1  I1  90  no  -", keys=keys) == [(90, 100, 1, False, True, "new")]
