"""Which disputes the money of a night closes."""

import pytest

from tests.models.running import columns, run_model

DISPUTE = "variance_id  document_no  claim_number  open_amount  opened_date  receipt_mode  holds_document"


def repaid(*disputes: str, amount: int = 500, **given: str) -> list:
    rows = run_model(
        "repayments",
        disputes="\n".join((DISPUTE, *disputes)),
        document_settlements=f"document_no  repaid\n10  {amount}",
        **given,
    )
    return sorted(columns(rows, "variance_id", "amount"))


OLD = "V1  10  C-1  300  2026-02-01  idle  yes"


@pytest.mark.parametrize(("amount", "expected"), [(300, 300), (200, 200), (400, 300), (0, None)])
def test_money_on_a_document_closes_its_dispute(amount: int, expected: int | None):
    assert repaid(OLD, amount=amount) == ([("V1", expected)] if expected else [])


@pytest.mark.parametrize(
    "dispute",
    [
        pytest.param("V1  10  C-1  300  2026-02-01  idle  no", id="it holds no document"),
        pytest.param("V1  11  C-1  300  2026-02-01  idle  yes", id="it is on another document"),
        pytest.param("V1  10  C-1  300  2026-02-01  full  yes", id="its payment is reckoned anew"),
        pytest.param("V8  10  C-1  300  2026-02-01  idle  yes", id="it is gone with a return"),
        pytest.param("V9  10  C-1  300  2026-02-01  idle  yes", id="a lower gross withdraws all of it"),
    ],
)
def test_what_money_does_not_close(dispute: str):
    given = {"returned_variances": "variance_id\nV8", "restated_disputes": "variance_id  amount\nV9  300"}
    assert repaid(dispute, **given) == []


def test_a_dispute_of_a_payment_that_is_not_in_play_is_closed_too():
    assert repaid("V1  10  C-1  300  2026-02-01  -  yes") == [("V1", 300)]


def test_what_a_lower_gross_leaves_of_a_dispute_is_repaid():
    others = ("V2  10  -  400  2026-02-02  idle  yes", "V3  10  -  500  2026-02-03  idle  yes")
    rows = repaid(OLD, *others, amount=900, restated_disputes="variance_id  amount\nV1  100")
    assert rows == [("V1", 200), ("V2", 400), ("V3", 300)]


def test_money_that_just_closes_one_dispute_does_not_touch_the_next():
    assert repaid(OLD, "V2  10  -  400  2026-02-02  idle  yes", amount=300) == [("V1", 300)]


CLAIM = "receipt_no  document_no  claim_number  advised_amount  status\n1  10  C 2  500  matched"


@pytest.mark.parametrize(
    ("other", "given", "first"),
    [
        pytest.param("V2  10  C-2  400  2026-02-02  idle  yes", {"line_pieces": CLAIM}, "V2",
                     id="same claim, before an older one"),
        pytest.param("V2  10  -  500  2026-02-02  idle  yes", {"line_pieces": CLAIM}, "V2",
                     id="same amount as advised, before an older one"),
        pytest.param("V2  10  -  450  2026-02-02  idle  yes",
                     {"capped_allocations": "receipt_no  document_no  cash\n1  10  450"}, "V2",
                     id="same amount as paid, before an older one"),
        pytest.param("V2  10  -  450  2026-02-02  idle  yes",
                     {"capped_allocations": "receipt_no  document_no  cash\n1  11  450"}, "V1",
                     id="an amount on another document counts for nothing"),
        pytest.param("V2  10  -  450  2026-01-31  idle  yes", {}, "V2", id="the oldest"),
        pytest.param("V0  10  -  450  2026-02-01  idle  yes", {}, "V0", id="of one night the first by id"),
        pytest.param("V2  10  -  400  2026-02-02  idle  yes",
                     {"line_pieces": "document_no  claim_number  advised_amount\n10  -  1"}, "V1",
                     id="no claim is not a claim"),
    ],
)  # fmt: skip
def test_which_dispute_money_closes_first(other: str, given: dict, first: str):
    rows = repaid("V1  10  C-1  600  2026-02-01  idle  yes", other, amount=200, **given)
    assert rows == [(first, 200)]


def test_the_claim_comes_before_the_amount():
    rows = repaid(
        "V1  10  -  500  2026-02-01  idle  yes",
        "V2  10  C2  600  2026-02-02  idle  yes",
        amount=200,
        line_pieces=CLAIM,
    )
    assert rows == [("V2", 200)]


CLAIM_DISPUTE = (
    "variance_id  document_no  claim_number  open_amount  opened_date  receipt_mode  company_code"
    "  group_id  currency"
)
CLAIM_LINE = (
    "line_no  receipt_no  status  cash_amount  claim_number  invoice_reference\n1  1  claim  500  C-1  -"
)
SOURCE = "receipt_no  company_code  group_id  currency\n1  1000  G1  USD"


def claims_repaid(*disputes: str, lines: str = CLAIM_LINE, **given: str) -> list:
    given |= {"disputes": "\n".join((CLAIM_DISPUTE, *disputes)), "receipts": SOURCE, "line_pieces": lines}
    return sorted(
        columns(run_model("repayments", **given), "variance_id", "receipt_no", "claim_key", "amount")
    )


CLAIMED = "V1  -  c1  300  2026-02-01  idle  1000  G1  USD"


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(CLAIM_LINE, id="by the line's claim number"),
        pytest.param(CLAIM_LINE.replace("C-1  -", "-  C.1"), id="by its reference where it has none"),
    ],
)
def test_money_for_a_claim_closes_the_claims_dispute(lines: str):
    assert claims_repaid(CLAIMED, lines=lines) == [("V1", 1, "C1", 300)]


@pytest.mark.parametrize(
    ("dispute", "lines"),
    [
        pytest.param(CLAIMED.replace("V1  -", "V1  10"), CLAIM_LINE, id="it is on a document"),
        pytest.param(CLAIMED.replace("c1", "c2"), CLAIM_LINE, id="another claim"),
        pytest.param(CLAIMED.replace("300", "0"), CLAIM_LINE, id="nothing is open"),
        pytest.param(CLAIMED.replace("300", "-300"), CLAIM_LINE, id="an overpayment"),
        pytest.param(CLAIMED.replace("1000", "2000"), CLAIM_LINE, id="another company"),
        pytest.param(CLAIMED.replace("G1", "G2"), CLAIM_LINE, id="another group"),
        pytest.param(CLAIMED.replace("USD", "EUR"), CLAIM_LINE, id="another currency"),
        pytest.param(CLAIMED.replace("idle", "full"), CLAIM_LINE, id="its payment is reckoned anew"),
        pytest.param(CLAIMED.replace("V1", "V8"), CLAIM_LINE, id="it is gone with a return"),
        pytest.param(CLAIMED, CLAIM_LINE.replace("claim  500", "claim  -500"), id="the line takes it"),
        pytest.param(
            CLAIMED, CLAIM_LINE.replace("claim  500", "matched  500"), id="the line is of a document"
        ),
    ],
)
def test_what_money_for_a_claim_does_not_close(dispute: str, lines: str):
    assert claims_repaid(dispute, lines=lines, returned_variances="variance_id\nV8") == []


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        pytest.param(
            "V2  -  C1  500  2026-02-02  idle  1000  G1  USD", [("V2", 500)], id="same amount first"
        ),
        pytest.param(
            "V2  -  C1  400  2026-01-31  idle  1000  G1  USD",
            [("V1", 100), ("V2", 400)],
            id="then the oldest",
        ),
        pytest.param(
            "V0  -  C1  400  2026-02-01  -  1000  G1  USD", [("V0", 400), ("V1", 100)], id="then by id"
        ),
        pytest.param(
            "V2  -  C1  400  2026-02-02  idle  1000  G1  USD",
            [("V1", 300), ("V2", 200)],
            id="in part what comes last",
        ),
    ],
)
def test_which_of_a_claims_disputes_money_closes_first(second: str, expected: list):
    for disputes in ((CLAIMED, second), (second, CLAIMED)):
        assert [(row[0], row[3]) for row in claims_repaid(*disputes)] == expected


def test_two_lines_that_pay_a_claim_close_its_dispute_once():
    rows = run_model(
        "repayments",
        disputes=f"{CLAIM_DISPUTE}\n{CLAIMED}",
        line_pieces="line_no  receipt_no  status  cash_amount  claim_number\n8  2  claim  300  C1\n7  1  claim  300  C1",
        receipts=f"{SOURCE}\n2  1000  G1  USD",
    )
    assert columns(rows, "variance_id", "receipt_no", "amount") == [("V1", 1, 300)], "by the first line"


def test_lines_of_one_advice_that_repay_a_claim_together_close_its_dispute():
    lines = f"{CLAIM_LINE.replace('claim  500', 'claim  100')}\n2  1  claim  200  C-1  -"
    assert claims_repaid(CLAIMED, lines=lines) == [("V1", 1, "C1", 300)]


def test_several_sources_repay_a_claim_one_after_the_other():
    rows = run_model(
        "repayments",
        disputes=f"{CLAIM_DISPUTE}\n{CLAIMED}\n{CLAIMED.replace('V1', 'V2').replace('300', '200')}",
        line_pieces="line_no  receipt_no  status  cash_amount  claim_number\n7  1  claim  250  C1\n8  2  claim  150  C1\n"
        "9  3  claim  400  C1",
        receipts=f"{SOURCE}\n2  1000  G1  USD\n3  1000  G1  USD",
    )
    assert sorted(columns(rows, "variance_id", "receipt_no", "amount")) == [
        ("V1", 1, 250), ("V1", 2, 50), ("V2", 2, 100), ("V2", 3, 100),
    ]  # fmt: skip
