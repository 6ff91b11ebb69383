"""What the matching of a night wants to stand where."""

import pytest

from tests.models.running import columns, run_model

SETTLED = "receipt_no  document_no  applied  discount  is_settling  turn  method"


def wanted(**given: str) -> list:
    return run_model("target_allocations", **given)


@pytest.mark.parametrize(
    ("applied", "granted", "expected"),
    [
        pytest.param(500, 0, [(500, 0)], id="money alone"),
        pytest.param(490, 10, [(490, 10)], id="money with its earned discount"),
        pytest.param(0, 10, [(0, 10)], id="a discount alone"),
        pytest.param(0, 0, [], id="neither"),
        pytest.param(-500, 0, [(-500, 0)], id="money taken off"),
    ],
)
def test_what_a_payment_puts_on_a_document(applied: int, granted: int, expected: list):
    rows = wanted(
        capped_allocations=f"{SETTLED}  confidence  is_posted  remittance_id  remittance_line_number\n"
        f"1  10  {applied}  0  yes  1  advice_exact  0.99  yes  R1  3",
        document_settlements=f"document_no  granted\n10  {granted}",
    )
    assert columns(rows, "amount", "discount_amount") == expected
    for row in rows:
        assert (row["receipt_no"], row["document_no"], row["claim_key"], row["method"]) == (
            1,
            10,
            "",
            "advice_exact",
        )
        assert (row["remittance_id"], row["remittance_line_number"], row["is_posted"]) == ("R1", 3, True)


@pytest.mark.parametrize(
    ("first", "second", "bearer"),
    [
        pytest.param("0  yes  1", "0  yes  2", 2, id="the last to settle it"),
        pytest.param("10  yes  1", "0  yes  2", 1, id="one that states it"),
        pytest.param("10  yes  1", "5  yes  2", 2, id="of two that state it the last"),
        pytest.param("0  yes  1", "0  no  2", 1, id="not one that settles nothing"),
        pytest.param("0  yes  1", "10  no  2", 2, id="but one that states it beside"),
    ],
)
def test_which_payment_bears_the_discount_of_a_document(first: str, second: str, bearer: int):
    rows = wanted(
        capped_allocations=f"{SETTLED}\n1  10  400  {first}  x\n2  10  400  {second}  x\n{bearer}  11  400  0  yes  1  x",
        document_settlements="document_no  granted\n10  20",
    )
    assert [(row["receipt_no"], row["document_no"]) for row in rows if row["discount_amount"]] == [
        (bearer, 10)
    ]
    assert len(rows) == 3


LINE = "receipt_no  status  cash_amount  claim_number  remittance_id  line_number"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param(
            "1  claim  -500  Claim 7  R1  3", [("CLAIM7", -500, "Claim 7")], id="a claim without a document"
        ),
        pytest.param(
            "1  claim  -500  -  R1  3",
            [("R1/3", -500, None)],
            id="without a number, it is named after its line",
        ),
        pytest.param("1  claim  -500  #  R1  3", [("R1/3", -500, "#")], id="or with a number of signs alone"),
        pytest.param(
            "1  claim  500  Claim 7  R1  3", [], id="money for a claim is put where its dispute stands"
        ),
        pytest.param("1  matched  -500  Claim 7  R1  3", [], id="a line that names a document"),
    ],
)
def test_what_a_claim_takes(line: str, expected: list):
    rows = wanted(line_pieces=f"{LINE}\n{line}")
    assert columns(rows, "claim_key", "amount", "claim_number") == expected
    assert all(
        (row["document_no"], row["method"], row["remittance_id"]) == (None, "advice_claim", "R1")
        for row in rows
    )


def test_what_a_bundle_lacks_is_a_claim_of_its_payment():
    rows = wanted(memo_pieces="receipt_no  document_no  cash_amount\n1  -  -500\n1  10  900")
    assert columns(
        rows, "receipt_no", "document_no", "claim_key", "amount", "method", "discount_amount", "is_posted"
    ) == [(1, None, "bundle", -500, "memo_bundle", 0, False)]


def test_money_that_repays_a_claim_is_put_there_in_one_row():
    rows = wanted(
        repayments="""
        variance_id  document_no  receipt_no  claim_key  amount
        V1           -            1          C7         300
        V2           -            1          C7         200
        V3           -            1          C8         50
        V4           10           -          -          900"""
    )
    assert sorted(columns(rows, "receipt_no", "document_no", "claim_key", "amount", "method")) == [
        (1, None, "C7", 500, "advice_claim_repaid"), (1, None, "C8", 50, "advice_claim_repaid"),
    ]  # fmt: skip
    assert set(columns(rows, "discount_amount", "is_posted")) == {(0, False)}
