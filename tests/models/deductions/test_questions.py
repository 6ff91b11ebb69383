"""Which differences want a cause, what is asked about them, and what becomes of each."""

import pytest

from tests.models.running import columns, run_model

FOUND = (
    "difference_no  receipt_no  document_no  claim_key  slot  is_tolerable  line_no  reason_code  cut_amount"
)


def asked(difference: str, **given: str) -> list:
    return run_model("shortfall_questions", differences=f"{FOUND}\n{difference}", **given)


@pytest.mark.parametrize(
    ("difference", "is_asked"),
    [
        pytest.param("1  1  10  -  deduction  no  5  22  0", True, id="a deduction"),
        pytest.param("1  1  10  -  deduction  yes  5  22  0", False, id="within tolerance"),
        pytest.param("1  1  10  -  earned_discount  no  5  22  0", False, id="an earned discount"),
        pytest.param(
            "9  1  10  -  deduction  no  5  22  0", False, id="a deduction that a credit memo settles"
        ),
    ],
)
def test_which_differences_want_a_cause(difference: str, is_asked: bool):
    assert bool(asked(difference, settled_by_credit="difference_no  credit_no\n9  20")) is is_asked


@pytest.mark.parametrize(
    ("line_no", "reason_code", "stated"),
    [
        pytest.param("5", "22", ("short_ship", "quantity"), id="what its code means"),
        pytest.param("5", "-", (None, None), id="without a code nothing is stated"),
        pytest.param("6", "22", (None, None), id="another line says nothing of it"),
    ],
)
def test_what_the_payer_states(line_no: str, reason_code: str, stated: tuple):
    outcomes = """
        line_no  document_no  stated_type  stated_subtype
        5        10           short_ship   quantity
        5        11           short_ship   quantity"""
    rows = asked(f"1  1  10  -  deduction  no  {line_no}  {reason_code}  0", line_outcomes=outcomes)
    assert columns(rows, "stated_type", "stated_subtype") == [stated], (
        "once, though the line names two documents"
    )


@pytest.mark.parametrize(("cut_amount", "bank_charge"), [("0", None), ("150", 150)])
def test_what_the_payment_lacks_of_its_advice_may_be_a_bank_charge(cut_amount: str, bank_charge: int | None):
    assert columns(asked(f"1  1  10  -  deduction  no  5  22  {cut_amount}"), "bank_charge") == [
        (bank_charge,)
    ]


@pytest.mark.parametrize(
    ("difference", "granted", "documents"),
    [
        pytest.param(
            "1  1  10  -  deduction  no  -  -  0", 70, None, id="of its document, before and tonight"
        ),
        pytest.param("1  1  11  -  deduction  no  -  -  0", 0, None, id="of a document without any"),
        pytest.param("1  1  -  bundle  deduction  no  -  -  0", 90, 3, id="of all that a bundle names"),
        pytest.param(
            "1  1  -  CLAIM1  deduction  no  -  -  0", 0, None, id="of another claim of that payment, none"
        ),
    ],
)
def test_discount_granted_beside_the_difference(difference: str, granted: int, documents: int | None):
    rows = asked(
        difference,
        opening_balances="document_no  granted\n10  50\n12  5",
        document_settlements="document_no  granted\n10  20\n12  6",
        bundles="receipt_no  documents  granted\n1  3  90\n2  4  80",
    )
    assert columns(rows, "granted_discount", "named_documents") == [(granted, documents)]


def test_parts_of_a_split_deduction_are_asked_about_again():
    rows = run_model(
        "part_shortfalls", shortfall_questions="shortfall_id  amount  whole_amount\n1  500  -\n4  200  500"
    )
    assert columns(rows, "shortfall_id", "whole_amount") == [(4, 500)]


def test_each_document_of_a_bundle_is_asked_about_with_the_money_that_may_be_lacking_there():
    rows = run_model(
        "paper_questions",
        asked="shortfall_id  receipt_no  document_no  amount\n1  1  10  500\n2  1  11  500",
        documents_in_play="""
            document_no  company_code  invoice_number  payer_id  currency
            10           1000          I10             C1        USD
            11           1000          I11             C2        USD""",
        receipts="receipt_no  payment_id  value_date\n1  P1  2026-03-01",
    )
    assert columns(
        rows, "shortfall_id", "invoice_number", "payer_id", "payment_id", "amount", "slot", "is_stated"
    ) == [
        (1, "I10", "C1", "P1", 500, "deduction", False),
        (2, "I11", "C2", "P1", 500, "deduction", False),
    ]
    assert columns(rows, "paid_amount", "is_repeat", "granted_discount") == [(0, False, 0)] * 2


FIELDS = {"slot": "deduction", "is_stated": "no", "document_no": "10", "is_part": "no", "is_tolerable": "no",
          "paid_amount": "4000", "reason_code": "-"}  # fmt: skip


def outcome(subtype: str = "unexplained", *, short: int = 6_000, granted: int = 0, applied: int = 4_000, repaid: int = 0,
            later: int = 0, is_credit: str = "no", deductions: str = "", credited: str = "", **changed: str) -> str:  # fmt: skip
    """Return the outcome of a difference of a payment of 40.00 that leaves a document open by 60.00."""
    fields = FIELDS | {"amount": str(short)} | changed
    [row] = run_model(
        "outcomes",
        differences="difference_no  receipt_no  "
        + "  ".join(fields)
        + "\n1  5  "
        + "  ".join(fields.values()),
        difference_verdicts=f"shortfall_id  dispute_subtype\n1  {subtype}\n2  quantity",
        documents_in_play=f"document_no  is_credit\n10  {is_credit}\n11  no",
        document_settlements=f"""
            document_no  applied    repaid    granted
            10           {applied}  {repaid}  {granted}
            11           1          0         0""",
        placed_money=f"document_no  receipt_no  amount\n10  7  {later}\n10  4  9999\n11  7  9999",
        deductions=deductions,
        settled_by_credit=credited,
    )
    return row["outcome"]


def test_what_is_neither_settled_nor_tolerated_is_a_dispute():
    assert outcome("quantity") == "dispute"


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        pytest.param({"slot": "earned_discount", "is_tolerable": "yes"}, "earned_discount",
                     id="an earned discount, before all"),
        pytest.param({"is_tolerable": "yes", "credited": "difference_no  credit_no\n1  20"}, "tolerance",
                     id="within tolerance, before a credit memo"),
        pytest.param({"is_part": "yes", "credited": "difference_no  credit_no\n1  20"}, "settled_by_credit",
                     id="settled by a credit memo, before a payment in part"),
        pytest.param({"credited": "difference_no  credit_no\n2  20", "short": 1_000}, "dispute",
                     id="another one's credit memo"),
    ],
)  # fmt: skip
def test_what_comes_before_a_dispute(changed: dict, expected: str):
    assert outcome(**changed) == expected


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        pytest.param({}, "partial_payment", id="yes"),
        pytest.param({"subtype": "quantity"}, "dispute", id="no, something explains it"),
        pytest.param({"paid_amount": "0"}, "dispute", id="no, nothing is paid"),
        pytest.param({"reason_code": "22"}, "dispute", id="no, the payer gives a code"),
        pytest.param({"is_stated": "yes"}, "dispute", id="no, the payer states it"),
        pytest.param({"slot": "discount"}, "dispute", id="no, it is a discount"),
        pytest.param({"document_no": "-"}, "dispute", id="no, it is on no document"),
        pytest.param({"is_credit": "yes"}, "dispute", id="no, it is on a credit memo"),
        pytest.param({"deductions": "line_no  document_no  amount\n1  10  5"}, "dispute",
                     id="no, a deduction is stated beside it"),
        pytest.param({"deductions": "line_no  document_no  amount\n1  11  5\n2  -  5"}, "partial_payment",
                     id="yes, deductions stated elsewhere do not matter"),
    ],
)  # fmt: skip
def test_a_small_payment_that_nothing_explains_is_in_part(changed: dict, expected: str):
    assert outcome(**changed) == expected


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        pytest.param({"short": 4_000}, "partial_payment", id="half of it"),
        pytest.param({"short": 3_999}, "partial_payment", id="half of it, the odd cent included"),
        pytest.param({"short": 3_998}, "dispute", id="more than half"),
        pytest.param({"short": 3_900, "granted": 100}, "partial_payment", id="half of it, and a discount besides"),
        pytest.param({"short": 1_000, "whole_amount": "4000"}, "partial_payment", id="half of it, in parts"),
        pytest.param({"short": 2_000, "repaid": 2_000}, "partial_payment", id="half of it, after what closed a dispute"),
        pytest.param({"short": 1_998, "repaid": 2_000}, "dispute", id="more than half of it, after that"),
        pytest.param({"short": 3_000, "repaid": 2_000, "applied": 5_000}, "partial_payment",
                     id="half of it, after what it and another payment closed"),
        pytest.param({"short": 2_998, "repaid": 2_000, "applied": 5_000}, "dispute",
                     id="more than half of it, after what it and another payment closed"),
        pytest.param({"short": 3_000, "later": 1_000}, "partial_payment", id="half of it, and more was paid later"),
        pytest.param({"short": 2_998, "later": 1_000}, "dispute", id="more than half, though more was paid later"),
    ],
)  # fmt: skip
def test_half_or_less_of_what_was_open_is_a_payment_in_part(amounts: dict, expected: str):
    assert outcome(**amounts) == expected


@pytest.mark.parametrize(
    "changed", [{"short": 1_000}, {"subtype": "quantity"}, {"reason_code": "22"}, {"paid_amount": "0"}]
)
def test_a_payment_that_says_so_is_in_part_whatever_it_brings(changed: dict):
    assert outcome(is_part="yes", **changed) == "partial_payment"


def test_what_wants_no_cause_has_an_outcome_without_a_verdict():
    rows = run_model(
        "outcomes", differences="difference_no  slot  is_tolerable\n1  earned_discount  no\n2  deduction  yes"
    )
    assert sorted(columns(rows, "difference_no", "outcome")) == [(1, "earned_discount"), (2, "tolerance")]


def judged(outcome: str) -> dict:
    [row] = run_model(
        "classified_differences",
        differences="difference_no  slot  amount\n1  deduction  500",
        outcomes=f"difference_no  outcome\n1  {outcome}",
        difference_verdicts="""
            shortfall_id  dispute_type  dispute_subtype  confidence  explanation_count  is_contested  explanation  evidence
            1  short_ship  quantity  0.5  2  yes  short  [{'hypothesis': 'h'}]
            2  pricing  percent  0.5  2  yes  other  []""",
        shortfall_questions="shortfall_id  stated_type  stated_subtype\n1  pricing  percent\n2  other  -",
    )
    return row


def test_a_dispute_has_the_cause_that_is_found_and_the_one_that_is_stated():
    row = judged("dispute")
    assert (row["dispute_type"], row["dispute_subtype"], row["explanation"]) == (
        "short_ship",
        "quantity",
        "short",
    )
    assert (float(row["confidence"]), row["explanation_count"], row["is_contested"]) == (0.5, 2, True)
    assert [entry["hypothesis"] for entry in row["evidence"]] == ["h"]
    assert (row["stated_type"], row["stated_subtype"]) == ("pricing", "percent")


def test_what_is_no_dispute_has_no_cause_and_is_sure():
    row = judged("partial_payment")
    assert (row["dispute_type"], row["dispute_subtype"], row["explanation"], row["evidence"]) == (
        None,
        None,
        None,
        [],
    )
    assert (float(row["confidence"]), row["explanation_count"], row["is_contested"]) == (1.0, 0, False)
    assert (row["stated_type"], row["stated_subtype"]) == ("pricing", "percent")


def test_a_difference_that_wants_no_cause_is_judged_too():
    [row] = run_model(
        "classified_differences",
        differences="difference_no  slot\n1  earned_discount",
        outcomes="difference_no  outcome\n1  earned_discount",
    )
    assert (row["outcome"], row["stated_type"]) == ("earned_discount", None)
