"""The deductions that lines of advice state."""

from __future__ import annotations

import pytest

from tests.models.running import altered, columns, run_model

PIECE = """
    line_no  document_no  remittance_id  line_number  paid_amount  advised_amount  deduction_amount  status   is_credit  is_discount_moved
    1        10           R              3            900          900             80                matched  no         no"""
TAKES = {"paid_amount": -90, "advised_amount": -70}


@pytest.mark.parametrize(
    ("piece", "amount"),
    [
        pytest.param({}, 80, id="on the invoice's line"),
        pytest.param({"paid_amount": 0}, 80, id="on a line that pays nothing"),
        pytest.param({"deduction_amount": 0}, None, id="no deduction"),
        pytest.param({"deduction_amount": 0, "paid_amount": 0}, None, id="no deduction and no money"),
        pytest.param({"paid_amount": 0, "status": "claim"}, None, id="a claim of no money"),
        pytest.param({"deduction_amount": -1}, None, id="less than none"),
        pytest.param({"deduction_amount": 1}, 1, id="a cent"),
        pytest.param({"is_credit": "yes"}, None, id="on a credit memo's line"),
        pytest.param({"is_discount_moved": "yes"}, None, id="a discount in the column of deductions"),
        pytest.param({"status": "ambiguous"}, None, id="on a line that may mean two documents"),
        pytest.param({"status": "claim"}, None, id="on a line that pays a claim back"),
        pytest.param(TAKES, 70, id="on a negative line of its own"),
        pytest.param(TAKES | {"is_credit": "yes"}, None, id="a netted credit memo"),
        pytest.param(TAKES | {"is_discount_moved": "yes"}, None, id="a discount on a line of its own"),
        pytest.param(TAKES | {"status": "ambiguous"}, None, id="a negative line that may mean two documents"),
        pytest.param(TAKES | {"status": "claim"}, 70, id="a claim"),
        pytest.param(
            TAKES | {"status": "claim", "is_credit": "yes", "is_discount_moved": "yes"},
            70,
            id="a claim, whatever",
        ),
        pytest.param({"status": "not_found"}, None, id="on a line that leads nowhere"),
    ],
)
def test_a_deduction_is_what_a_line_withholds(piece, amount):
    rows = run_model("stated_deductions", line_pieces=altered(PIECE, **piece))
    assert columns(rows, "line_no", "amount") == ([(1, amount)] if amount else [])


@pytest.mark.parametrize(
    ("piece", "key"),
    [
        pytest.param({"claim_number": "CL-1"}, "", id="it is on a document"),
        pytest.param({"claim_number": "CL-1", "document_no": None}, "CL1", id="the payer's claim"),
        pytest.param({"claim_number": None, "document_no": None}, "R/3", id="the line, without a claim"),
        pytest.param(
            {"claim_number": ".", "document_no": None}, "R/3", id="the line, with a claim of no letters"
        ),
    ],
)
def test_a_deduction_on_no_document_is_known_by_its_claim_or_its_line(piece, key):
    rows = run_model("stated_deductions", line_pieces=altered(PIECE, **TAKES | {"status": "claim"} | piece))
    assert columns(rows, "claim_key") == [(key,)]


USED = {"overpayments_used": "document_no  amount\n10  5"}


@pytest.mark.parametrize(
    ("piece", "given", "may"),
    [
        pytest.param(TAKES, USED, True, id="an overpayment of its document is used tonight"),
        pytest.param(TAKES, {"prior_allocations": "document_no  method\n10  overpayment_used"}, True, id="or was used before"),
        pytest.param(TAKES, {"prior_allocations": "document_no  method\n10  advice_exact"}, False, id="none is used"),
        pytest.param(TAKES, {"overpayments_used": "document_no  amount\n10  -5\n11  5"}, False, id="it is held again"),
        pytest.param(TAKES | {"claim_number": "CL-1"}, USED, False, id="the line bears a claim"),
        pytest.param(TAKES | {"reason_code": "77"}, USED, False, id="the line says why"),
        pytest.param(TAKES | {"reason_code": "77"},
                     USED | {"line_outcomes": "line_no  stated_subtype\n1  overpayment"}, True, id="it says: overpaid"),
        pytest.param({}, USED, False, id="a deduction on the invoice's line"),
    ],
)  # fmt: skip
def test_which_line_may_take_back_an_overpayment(piece, given, may):
    rows = run_model("stated_deductions", line_pieces=altered(PIECE, **piece), **given)
    assert columns(rows, "may_take_back") == [(may,)]
