"""What the explanations read of a payer's earlier disputes and of money that we hold for its family."""

import pytest

from tests.models.running import columns, run_model

SHORT = "shortfall_id  company_code  invoice_number  payment_id  payer_id  currency  amount  claim_number"
ASKED = "1  1000  I10  P1  C1  USD  500  K-1"
DISPUTE = (
    "variance_id  company_code  invoice_number  payment_id  payer_id  currency  amount  claim_number  slot  dispute_type"
    "  dispute_subtype  opened_date"
)
EARLIER = "V1  1000  I09  P0  C1  USD  500  K9  deduction  pricing  percent  2026-01-05"


def habits(*disputes: str, shortfall: str = ASKED) -> list:
    rows = run_model(
        "repeat_deductions", shortfalls=f"{SHORT}\n{shortfall}", disputes="\n".join((DISPUTE, *disputes))
    )
    return columns(rows, "shortfall_id", "dispute_type", "dispute_subtype", "case_count", "last_number")


@pytest.mark.parametrize(
    ("dispute", "is_habit"),
    [
        pytest.param(EARLIER, True, id="the same amount on another document"),
        pytest.param(EARLIER.replace("I09", "-"), True, id="the same amount on no document"),
        pytest.param(EARLIER.replace("500", "501"), False, id="another amount"),
        pytest.param(EARLIER.replace("C1", "C2"), False, id="another payer"),
        pytest.param(EARLIER.replace("USD", "EUR"), False, id="another currency"),
        pytest.param(EARLIER.replace("I09", "I10"), False, id="the same document"),
        pytest.param(EARLIER.replace("P0", "P1"), False, id="the same payment"),
        pytest.param(EARLIER.replace("P0", "-"), True, id="by advice that needs no money"),
        pytest.param(EARLIER.replace("deduction", "discount"), False, id="a discount"),
        pytest.param(EARLIER.replace("2026-01-05", "-"), False, id="never a dispute"),
        pytest.param(
            EARLIER.replace("pricing  percent", "duplicate  deduction"),
            False,
            id="a duplicate explains nothing again",
        ),
        pytest.param(
            EARLIER.replace("percent", "unexplained"), False, id="an unexplained one explains nothing"
        ),
    ],
)
def test_which_earlier_dispute_is_a_habit(dispute: str, is_habit: bool):
    assert bool(habits(dispute)) is is_habit


def test_what_was_paid_too_much_or_not_at_all_is_no_habit():
    assert habits(EARLIER.replace("500", "-500"), shortfall=ASKED.replace("500", "-500")) == []
    assert habits(EARLIER.replace("500", "0"), shortfall=ASKED.replace("500", "0")) == []


@pytest.mark.parametrize(
    ("other", "last"),
    [
        pytest.param(
            EARLIER.replace("V1", "V0").replace("I09", "I08").replace("01-05", "01-06"),
            "I08",
            id="the latest",
        ),
        pytest.param(
            EARLIER.replace("V1", "V0").replace("I09", "I08"), "I09", id="of one night the last by id"
        ),
        pytest.param(
            EARLIER.replace("V1", "V2").replace("I09", "-"), "K9", id="by its claim where it has no document"
        ),
    ],
)
def test_a_habit_counts_its_cases_and_names_the_last(other: str, last: str):
    assert habits(EARLIER, other) == [(1, "pricing", "percent", 2, last)]


def test_a_habit_says_when_it_was_seen_last():
    later = EARLIER.replace("V1", "V2").replace("01-05", "01-06")
    rows = run_model(
        "repeat_deductions", shortfalls=f"{SHORT}\n{ASKED}", disputes=f"{DISPUTE}\n{later}\n{EARLIER}"
    )
    assert [str(row["last_date"]) for row in rows] == ["2026-01-06"]


def test_each_cause_is_a_habit_of_its_own():
    found = habits(EARLIER, EARLIER.replace("V1", "V2").replace("pricing  percent", "other  promotion"))
    assert sorted(found) == [(1, "other", "promotion", 1, "I09"), (1, "pricing", "percent", 1, "I09")]


ITEM = "document_no  company_code  currency  group_id  invoice_number  is_credit"
MEMO = "20  1000  USD  G1  CM1  yes"


def held(*, memo: str = MEMO, due: int = -500, shortfall: str = ASKED, documents: str = "1000  I10  G1",
         payers: str = "C1  G7", dispute: str = "", used: str = "") -> list:  # fmt: skip
    rows = run_model(
        "held_money",
        shortfalls=f"{SHORT}\n{shortfall}",
        documents=f"company_code  invoice_number  group_id\n{documents}",
        night_payers=f"payer_id  group_id\n{payers}",
        documents_in_play=f"{ITEM}\n{memo}",
        opening_balances=f"document_no  due\n20  {due}\n21  -500",
        advised_credits=f"document_no\n{used}",
        disputes=f"variance_id  company_code  currency  group_id  slot  open_amount  payment_id\n{dispute}",
    )
    return columns(rows, "shortfall_id", "kind", "number")


@pytest.mark.parametrize(
    ("changed", "is_held"),
    [
        pytest.param({}, True, id="just the amount"),
        pytest.param({"due": -501}, False, id="a cent more"),
        pytest.param({"due": 500}, False, id="it is owed to us"),
        pytest.param({"memo": MEMO.replace("yes", "no")}, False, id="no credit memo"),
        pytest.param({"memo": MEMO.replace("1000", "2000")}, False, id="of another company"),
        pytest.param({"memo": MEMO.replace("USD", "EUR")}, False, id="in another currency"),
        pytest.param({"memo": MEMO.replace("G1", "G2")}, False, id="of another family"),
        pytest.param({"used": "20"}, False, id="tonight's advice names it"),
        pytest.param({"used": "21"}, True, id="tonight's advice names another"),
        pytest.param({"shortfall": ASKED.replace("500", "0"), "due": 0}, False, id="nothing is withheld"),
        pytest.param({"documents": "1000  I99  G1", "memo": MEMO.replace("G1", "G7")}, True,
                     id="without a document, of the payer's family"),
        pytest.param({"documents": "1000  I99  G1", "payers": "C9  G9", "memo": MEMO.replace("G1", "C1")}, True,
                     id="of a payer without a family"),
        pytest.param({"documents": "2000  I10  G1", "memo": MEMO.replace("G1", "G7")}, True,
                     id="where another company has a document of that number"),
        pytest.param({"memo": MEMO.replace("G1", "G7")}, False, id="the family of the document, not of who pays"),
    ],
)  # fmt: skip
def test_which_credit_memo_equals_what_is_withheld(changed: dict, is_held: bool):
    assert held(**changed) == ([(1, "credit memo", "CM1")] if is_held else [])


OVERPAID = "V1  1000  USD  G1  overpayment  -500  P0"


@pytest.mark.parametrize(
    ("dispute", "is_held"),
    [
        pytest.param(OVERPAID, True, id="just the amount"),
        pytest.param(OVERPAID.replace("-500", "-499"), False, id="a cent less"),
        pytest.param(OVERPAID.replace("-500", "500"), False, id="it is owed to us"),
        pytest.param(OVERPAID.replace("overpayment", "deduction"), False, id="no overpayment"),
        pytest.param(OVERPAID.replace("P0", "-"), False, id="of no payment"),
        pytest.param(OVERPAID.replace("G1", "G2"), False, id="of another family"),
        pytest.param(OVERPAID.replace("USD", "EUR"), False, id="in another currency"),
        pytest.param(OVERPAID.replace("1000", "2000"), False, id="of another company"),
    ],
)
def test_which_overpayment_equals_what_is_withheld(dispute: str, is_held: bool):
    assert held(due=0, dispute=dispute) == ([(1, "overpayment", "P0")] if is_held else [])


def earlier(dispute: str, shortfall: str = ASKED, **given: str) -> list:
    rows = run_model(
        "earlier_variances", shortfalls=f"{SHORT}\n{shortfall}", disputes=f"{DISPUTE}\n{dispute}", **given
    )
    return columns(rows, "variance_id")


SAME = EARLIER.replace("I09", "I10").replace("500", "77")


@pytest.mark.parametrize(
    ("dispute", "shortfall", "is_read"),
    [
        pytest.param(SAME, ASKED, True, id="on the same document"),
        pytest.param(SAME.replace("1000", "2000"), ASKED, False, id="on a document of another company"),
        pytest.param(SAME.replace("P0", "P1"), ASKED, False, id="of the same payment"),
        pytest.param(SAME.replace("P0", "-"), ASKED, True, id="of advice that needs no money"),
        pytest.param(SAME.replace("deduction", "discount"), ASKED, True, id="a discount"),
        pytest.param(SAME.replace("deduction", "misapplied"), ASKED, False, id="misapplied cash"),
        pytest.param(SAME.replace("V1", "V8"), ASKED, False, id="gone with a return"),
        pytest.param(EARLIER.replace("500", "77"), ASKED, False,
                     id="on another document, with another claim and amount"),
        pytest.param(EARLIER.replace("500", "77").replace("K9", "k1"), ASKED, True, id="with the same claim"),
        pytest.param(EARLIER.replace("500", "77").replace("K9", "k1").replace("C1", "C2"), ASKED, False,
                     id="with the same claim of another payer"),
        pytest.param(EARLIER.replace("500", "77").replace("K9", "k1").replace("P0", "P1"), ASKED, False,
                     id="with the same claim of the same payment"),
        pytest.param(EARLIER.replace("500", "77").replace("K9", "-"), ASKED.replace("K-1", "-"), False,
                     id="both without a claim"),
        pytest.param(EARLIER.replace("K9", "-"), ASKED, False, id="of the same amount, both on documents"),
        pytest.param(EARLIER.replace("I09", "-"), ASKED, True,
                     id="of the same amount, where the earlier one names no document"),
        pytest.param(EARLIER, ASKED.replace("I10", "-"), True,
                     id="of the same amount, where this one names no document"),
        pytest.param(EARLIER.replace("500", "501"), ASKED.replace("I10", "-"), False, id="of another amount"),
        pytest.param(EARLIER.replace("C1", "C2"), ASKED.replace("I10", "-"), False,
                     id="of the same amount of another payer"),
        pytest.param(EARLIER.replace("USD", "EUR"), ASKED.replace("I10", "-"), False,
                     id="of the same amount in another currency"),
        pytest.param(EARLIER.replace("P0", "P1"), ASKED.replace("I10", "-"), False,
                     id="of the same amount and payment"),
    ],
)  # fmt: skip
def test_which_earlier_variances_are_compared(dispute: str, shortfall: str, is_read: bool):
    assert bool(earlier(dispute, shortfall, returned_variances="variance_id\nV8")) is is_read


def test_an_earlier_variance_is_read_once_for_many_reasons():
    assert earlier(EARLIER.replace("I09", "I10").replace("K9", "K1")) == [("V1",)]
