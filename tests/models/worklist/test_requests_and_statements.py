"""What a payer, a carrier or sales is asked for, and what a payer is told of its disputes."""

from __future__ import annotations

import pytest

from tests.models.running import columns, run_model

BOOK = "place  variance_id  payer_id  currency  open_amount  invoice_number  payment_id  claim_number  status  opened_date\n"
NEEDED = "dispute_subtype  evidence_needed  asked_from  wording  is_always_needed\n"


def requests(
    variance: str = "1  D1  P1  EUR  1000  I1  B1  -  new  2026-02-20", kind: str = "stated", needed: str = "no",
    work: str = "collect  -  -  2026-03-03",
) -> list[tuple[object, ...]]:  # fmt: skip
    found = run_model(
        "evidence_requests",
        worked_disputes=f"place  recommended_action  validity  document_at  due_date\n1  {work}",
        open_disputes=f"place  dispute_subtype  evidence_kind\n1  tax  {kind}",
        book_variances=BOOK + variance,
        needed_evidence=f"{NEEDED}tax  certificate  payer  send the certificate  {needed}\n"
        "other  paper  payer  send a paper  yes",
    )
    return [(row["request"], str(row["answer_by_date"])) for row in found]


REQUEST = "Please send the certificate: 10.00 EUR on I1."
ASKED = [(REQUEST, "2026-03-07")]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param({}, ASKED, id="the payer's word alone"),
        pytest.param({"kind": "documented"}, [], id="papers show it"),
        pytest.param(
            {"kind": "documented", "needed": "yes"}, ASKED, id="papers show it, but this one is always needed"
        ),
        pytest.param({"work": "write_off  -  -  2026-03-03"}, [], id="it is to be written off"),
        pytest.param({"work": "collect  partly  -  2026-03-03"}, [], id="people have judged it"),
        pytest.param({"work": "collect  -  2026-03-01 12:00:00+00  2026-03-03"}, [], id="a paper has come"),
        pytest.param(
            {"work": "collect  -  -  2026-03-08"},
            [(REQUEST, "2026-03-08")],
            id="due later than the days to answer",
        ),
        *[
            pytest.param(
                {"variance": f"1  D1  P1  EUR  1000  I1  B1  -  {status}  2026-02-20"}, ASKED, id=status
            )
            for status in ("reopened", "needs_evidence")
        ],
        *[
            pytest.param(
                {"variance": f"1  D1  P1  EUR  1000  I1  B1  -  {status}  2026-02-20"}, [], id=f"not {status}"
            )
            for status in ("validated", "with_customer")
        ],
    ],
)
def test_what_is_asked_for(given: dict[str, str], expected: list[tuple[str, str]]) -> None:
    assert requests(**given) == expected


@pytest.mark.parametrize(
    ("variance", "text"),
    [
        pytest.param("EUR  -1000  I1  B1  -", REQUEST, id="money held by its size"),
        pytest.param(
            "EUR  1000  -  B1  -", REQUEST.replace("on I1", "with payment B1"), id="without a document"
        ),
        pytest.param("EUR  1000  -  -  -", REQUEST.replace(" on I1", ""), id="without document and payment"),
        pytest.param("EUR  1000  I1  B1  K7", REQUEST.replace("I1", "I1 under claim K7"), id="with a claim"),
    ],
)
def test_a_request_says_what_it_is_about(variance: str, text: str) -> None:
    assert requests(f"1  D1  P1  {variance}  new  2026-02-20")[0][0] == text


DISPUTES = (
    "place  variance_id  payer_id  currency  slot  opened_date  status  original_amount  "
    "open_amount  written_off_amount  withdrawn_amount  explanation\n"
)
OPEN = "1  D1  P1  EUR  deduction  2026-01-01  new  1000  1000  0  0  -"


def statement(
    dispute: str = OPEN,
    work: str = "-  collect",
    requested: str = "",
    closed: str = "-",
    due: str = "2026-03-03",
) -> dict[str, object]:
    found = run_model(
        "customer_statements",
        book_variances=DISPUTES + dispute,
        book_payers="payer_id  name\nP1  Acme",
        book_cases=f"dispute_id  closed_date\nD1  {closed}",
        worked_disputes=f"place  granted_amount  recommended_action  due_date  owner\n1  {work}  {due}  ann",
        evidence_requests=f"place  asked_from  request\n1  carrier  Not for the payer.\n{requested}",
    )
    return found[0] if found else {}


PAY = "Please pay 10.00 EUR, or send us what shows that it is not owed."
LOOKING = "Nothing for now: we are looking into it."
PAPER = "1  payer  Please send the certificate."


@pytest.mark.parametrize(
    ("given", "state", "request_text", "answer_by"),
    [
        pytest.param({"work": "-  collect"}, "not_accepted", PAY, "2026-03-07", id="to be collected"),
        pytest.param(
            {"work": "-  investigate", "dispute": OPEN.replace("new", "with_customer")},
            "not_accepted",
            PAY,
            "2026-03-07",
            id="with the customer",
        ),
        pytest.param({"work": "0  investigate"}, "not_accepted", PAY, "2026-03-07", id="denied by people"),
        pytest.param(
            {"work": "1000  collect"},
            "accepted",
            "Nothing: a credit memo follows.",
            "None",
            id="granted by people",
        ),
        pytest.param(
            {"work": "-  issue_credit"},
            "accepted",
            "Nothing: a credit memo follows.",
            "None",
            id="papers show that a credit is owed",
        ),
        pytest.param(
            {"work": "0  issue_credit"},
            "not_accepted",
            PAY,
            "2026-03-07",
            id="papers show it, but people denied it",
        ),
        pytest.param(
            {"work": "400  issue_credit"},
            "accepted_in_part",
            "A credit memo of 4.00 EUR follows. Please pay the other 6.00 EUR, or send us what shows that it is not owed.",
            "2026-03-07",
            id="granted in part",
        ),
        pytest.param({"work": "-  investigate"}, "under_review", LOOKING, "None", id="looked into"),
        pytest.param({"work": "-  write_off"}, "under_review", LOOKING, "None", id="our plans are not told"),
        pytest.param(
            {"work": "-  investigate", "requested": PAPER},
            "under_review",
            "Please send the certificate.",
            "2026-03-07",
            id="asked for a paper",
        ),
        pytest.param(
            {"work": "-  investigate", "requested": PAPER, "due": "2026-03-20"},
            "under_review",
            "Please send the certificate.",
            "2026-03-20",
            id="due later",
        ),
        pytest.param(
            {"dispute": OPEN.replace("1000  1000", "-1000  -1000"), "work": "-  refund_or_hold"},
            "held_for_you",
            LOOKING,
            "None",
            id="money held",
        ),
        pytest.param(
            {
                "dispute": OPEN.replace("1000  1000", "-1000  -1000"),
                "work": "-  refund_or_hold",
                "requested": PAPER,
            },
            "held_for_you",
            "Please send the certificate.",
            "2026-03-07",
            id="money held, and asked for",
        ),
        pytest.param(
            {"dispute": OPEN.replace("1000  1000", "1000  0"), "closed": "2026-02-01"},
            "settled",
            None,
            "None",
            id="settled not long ago",
        ),
    ],
)
def test_what_a_payer_is_told(
    given: dict[str, str], state: str, request_text: str | None, answer_by: str
) -> None:
    found = statement(**given)

    assert (found["state"], found["request"], str(found["answer_by_date"])) == (
        state,
        request_text,
        answer_by,
    )
    assert (found["payer_name"], found["contact"]) == ("Acme", "ann")


@pytest.mark.parametrize(
    ("dispute", "closed", "is_told"),
    [
        pytest.param(OPEN.replace("1000  1000", "1000  0"), "2026-02-01", True, id="closed 29 days ago"),
        pytest.param(OPEN.replace("1000  1000", "1000  0"), "2026-01-31", False, id="closed 30 days ago"),
        pytest.param(OPEN.replace("1000  1000", "1000  0"), "-", False, id="closed long ago"),
        pytest.param(OPEN.replace("2026-01-01", "-"), "-", False, id="never a dispute"),
        pytest.param(OPEN.replace("deduction", "misapplied"), "-", False, id="a wrong posting of ours"),
    ],
)
def test_of_which_disputes_a_payer_is_told(dispute: str, closed: str, is_told: bool) -> None:
    assert bool(statement(dispute, closed=closed)) is is_told


def test_a_payer_is_told_what_was_dropped_and_why_it_differs() -> None:
    dropped = statement(OPEN.replace("0  0  -", "30  50  Two percent taken."))
    assert (str(dropped["dropped_amount"]), dropped["explanation"]) == ("0.800", "Two percent taken.")
    assert statement()["explanation"] == "Difference of 10.00 EUR without an explanation yet."


def test_a_closed_dispute_that_is_on_no_worklist_is_told_without_a_contact() -> None:
    found = run_model(
        "customer_statements",
        book_variances=DISPUTES + OPEN.replace("1000  1000", "1000  0"),
        book_cases="dispute_id  closed_date\nD1  2026-03-01",
    )

    assert columns(found, "place", "state", "payer_name", "contact") == [(1, "settled", None, None)]
