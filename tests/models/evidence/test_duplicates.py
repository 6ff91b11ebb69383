"""Documents billed twice, deductions taken twice, and credits used for more than one deduction."""

from __future__ import annotations

import pytest

from tests.models.evidence.asking import explained, withheld
from tests.models.running import Row, column, columns, run_model

WHOLE = {"gross_amount": 5000, "terms_discount": 100}


@pytest.mark.parametrize(
    ("delivery", "order", "says"),
    [("D-9", "PO-7", "delivery D-9"), ("-", "PO-7", "order PO-7"), ("-", "-", "lines")],
)
def test_a_document_withheld_whole_is_its_twin(delivery: str, order: str, says: str) -> None:
    same = {**WHOLE, "twin_invoice_number": "INV-0", "delivery_number": delivery, "po_number": order}
    rows = explained("duplicate_invoice", withheld(4899, 4900, 4901, 5000, 5001, **same))
    assert column(rows, "shortfall_id") == [4900, 5000]
    assert rows[0] == {
        "shortfall_id": 4900,
        "dispute_type": "duplicate",
        "dispute_subtype": "invoice",
        "hypothesis": "duplicate/invoice",
        "amount_explained": 4900,
        "strength": 15.0,
        "is_documented": True,
        "evidence_source": "paper",
        "basis": "documents: the same payer, delivery or order, and lines as INV-0",
        "sentence": f"it bills the same {says} as INV-0",
    }


def test_without_a_twin_or_without_terms_there_is_no_discounted_twin() -> None:
    assert explained("duplicate_invoice", withheld(5000, **WHOLE)) == []
    same = {"gross_amount": 5000, "terms_discount": "-", "twin_invoice_number": "INV-0"}
    assert column(explained("duplicate_invoice", withheld(4900, 5000, **same)), "shortfall_id") == [5000]
    assert explained("duplicate_invoice", withheld(0, **{**same, "gross_amount": 0})) == []


def look_alike(*others: str, amount: int = 5000, **same: object) -> list[Row]:
    """Each other document: number, date, the same lines, total, delivery, order."""
    given = withheld(
        amount, **{**WHOLE, "company_code": "C1", "invoice_number": "INV-1", "figure_chance": 31250, **same}
    )
    head = "company_code  invoice_number  other_number  other_date  is_same_lines  is_same_total  is_same_delivery  is_same_order\n"
    return explained(
        "look_alike_invoice", given, look_alikes=head + "\n".join(f"C1  INV-1  {other}" for other in others)
    )


LINES, DELIVERY = "2026-01-02  yes  yes  -  -", "2026-01-02  no  yes  yes  -"
ORDER, TOTAL = "2026-01-02  no  yes  -  yes", "2026-01-02  no  yes  -  -"


@pytest.mark.parametrize(
    ("other", "claim", "strength", "is_documented"),
    [
        (DELIVERY, "the same total for the same delivery as INV-0 of 2026-01-02", 13.0, True),
        (LINES, "the same lines as INV-0 of 2026-01-02", 13.0, True),
        (ORDER, "the same total for the same order as INV-0 of 2026-01-02", 13.0, True),
        (TOTAL, "the same total as INV-0 of 2026-01-02", 2.0, False),
        ("2026-01-02  yes  yes  -  no", "the same total as INV-0 of 2026-01-02", 2.0, False),
        ("2026-01-02  yes  yes  no  -", "the same total as INV-0 of 2026-01-02", 2.0, False),
        ("2026-01-02  no  yes  no  yes", "the same total as INV-0 of 2026-01-02", 2.0, False),
    ],
    ids=["delivery", "lines", "order", "total", "lines of another order", "lines of another delivery", "order, other delivery"],
)  # fmt: skip
def test_the_likeness_of_two_documents(other: str, claim: str, strength: float, is_documented: bool) -> None:
    [row] = look_alike(f"INV-0  {other}")
    assert (row["basis"], row["sentence"]) == (f"documents: {claim}", f"it bills {claim}")
    assert (row["strength"], row["is_documented"]) == (strength, is_documented)
    assert (row["hypothesis"], row["amount_explained"]) == ("duplicate/invoice", 5000)


@pytest.mark.parametrize(
    ("others", "number", "strength"),
    [
        ((f"A  {TOTAL}", f"B  {DELIVERY}", f"C  {LINES}"), "B", 13.0),
        ((f"A  {TOTAL}", f"C  {LINES}", f"D  {ORDER}"), "C", 3.0),
        ((f"A  {TOTAL}", f"D  {ORDER}"), "D", 3.0),
        ((f"A  {TOTAL}", f"B  {TOTAL.replace('01-02', '01-03')}"), "B", 2.0),
        ((f"B  {TOTAL}", f"A  {TOTAL}"), "A", 2.0),
        ((f"B  {LINES.replace('01-02', '01-09')}", f"A  {DELIVERY}"), "A", 13.0),
    ],
    ids=["the same delivery first", "then the same lines", "then the same order", "then the latest", "then by number",
         "a delivery before later lines"],
)  # fmt: skip
def test_of_several_look_alikes_the_likeliest_is_named(
    others: tuple[str, ...], number: str, strength: float
) -> None:
    [row] = look_alike(*others)
    assert f" as {number} of " in row["basis"]
    assert row["strength"] == strength


def test_a_look_alike_is_asked_of_a_document_withheld_whole_and_is_not_its_twin() -> None:
    assert len(look_alike(f"INV-0  {TOTAL}", amount=4900)) == 1
    assert look_alike(f"INV-0  {TOTAL}", amount=4899) == []
    assert look_alike(f"INV-0  {TOTAL}", amount=4900, terms_discount="-") == []
    assert look_alike(f"INV-0  {TOTAL}", twin_invoice_number="INV-0") == []
    assert look_alike(f"INV-0  {TOTAL}", invoice_number="INV-2") == []
    assert look_alike(f"INV-0  {TOTAL}", amount=0, gross_amount=0) == []


KEYS = {
    "company_code": "C1",
    "invoice_number": "INV-1",
    "claim_number": "CL-3",
    "po_number": "PO-7",
    "delivery_number": "D-9",
}
MEMO_HEAD = "company_code  currency  invoice_number  issue_date  gross_amount  original_invoice_number  po_number  delivery_number\n"


def credited(*memos: str, **same: object) -> list[Row]:
    return explained(
        "already_credited", withheld(500, **{**KEYS, **same}), used_credits=MEMO_HEAD + "\n".join(memos)
    )


@pytest.mark.parametrize(
    ("memo", "link", "strength"),
    [
        ("INV-1  -     -", "invoice INV-1", 36.0),
        ("CL-3   -     -", "claim CL-3", 36.0),
        ("-      CL-3  -", "claim CL-3", 36.0),
        ("-      -     CL-3", "claim CL-3", 36.0),
        ("-      PO-7  -", "order PO-7", 36.0),
        ("-      -     D-9", "delivery D-9", 36.0),
        ("INV-2  PO-7  -", "order PO-7", 12.0),
        ("INV-2  -     D-9", "delivery D-9", 12.0),
        ("INV-1  PO-7  D-9", "invoice INV-1", 36.0),
        ("CL-3   PO-7  D-9", "claim CL-3", 36.0),
        ("INV-2  PO-7  D-9", "delivery D-9", 12.0),
        ("INV-2  CL-3  D-9", "claim CL-3", 36.0),
        ("INV-2  PO-7  CL-3", "claim CL-3", 36.0),
    ],
)
def test_a_used_credit_is_tied_by_document_claim_order_or_delivery(
    memo: str, link: str, strength: float
) -> None:
    [row] = credited(f"C1  USD  CM-3  2026-01-20  -500  {memo}")
    assert row == {
        "shortfall_id": 500,
        "dispute_type": "duplicate",
        "dispute_subtype": "already_credited",
        "hypothesis": "duplicate/already_credited",
        "amount_explained": 500,
        # The second deduction for a credit weighs more than the first; another document of the order does not.
        "strength": strength,
        "is_documented": True,
        "evidence_source": "paper",
        "basis": f"our books: credit memo CM-3 of 2026-01-20 for {link} is used",
        "sentence": f"it was already credited with CM-3 of 2026-01-20 for {link}",
    }


def test_the_memo_itself_may_be_taken_a_second_time_whatever_its_amount() -> None:
    [row] = credited("C1  USD  INV-1  2026-01-20  -700  -  -  -")
    assert (row["basis"], row["strength"]) == ("our books: credit memo INV-1 of 2026-01-20 is used", 36.0)
    assert row["sentence"] == "our credit memo INV-1 of 2026-01-20 was already used"


@pytest.mark.parametrize(
    "memo",
    ["C1  USD  CM-3  2026-01-20  -501  INV-1  -  -", "C1  USD  CM-3  2026-01-20  500  INV-1  -  -",
     "C1  EUR  CM-3  2026-01-20  -500  INV-1  -  -", "C2  USD  CM-3  2026-01-20  -500  INV-1  -  -",
     "C1  USD  CM-3  2026-01-20  -500  PO-7  INV-1  -", "C2  USD  INV-1  2026-01-20  -500  -  -  -"],
    ids=["another amount", "not a credit", "another currency", "another company", "numbers of other kinds", "its number elsewhere"],
)  # fmt: skip
def test_other_credits_explain_nothing(memo: str) -> None:
    assert credited(memo) == []


def test_every_memo_is_named_once() -> None:
    rows = credited(
        "C1  USD  CM-3  2026-01-20  -500  INV-1  PO-7  -", "C1  USD  CM-4  2026-01-20  -500  -  PO-7  -"
    )
    assert [row["basis"].split(" of ")[0] for row in rows] == [
        "our books: credit memo CM-3",
        "our books: credit memo CM-4",
    ]


def test_without_numbers_of_its_own_no_credit_is_tied() -> None:
    none = {"invoice_number": "-", "claim_number": "-", "po_number": "-", "delivery_number": "-"}
    assert run_model("rules__already_credited", examined_shortfalls=withheld(500, **{**KEYS, **none}),
                     used_credits=MEMO_HEAD + "C1  USD  CM-3  2026-01-20  -500  -  -  -") == []  # fmt: skip
    assert columns(
        credited("C1  USD  CM-3  2026-01-20  -500  -  PO-7  -", invoice_number="-"), "strength"
    ) == [(36.0,)]


def test_a_document_that_is_no_credit_was_not_credited() -> None:
    assert credited("C1  USD  INV-1  2026-01-20  700  -  -  -") == []
