"""Which overpayments money that is sent back closes, or opens again."""

import pytest

from tests.models.running import columns, run_model

REFUND = "receipt_no  original_no  method  amount"
OVERPAID = "variance_id  receipt_no  slot  open_amount  repaid_amount  opened_date  receipt_mode"


def sent_back(*overpayments: str, refund: str = "1  1  refund  500") -> list:
    rows = run_model(
        "repayments", disputes="\n".join((OVERPAID, *overpayments)), reversal_rows=f"{REFUND}\n{refund}"
    )
    assert all(
        row["document_no"] is None and row["receipt_no"] is None and row["claim_key"] == "" for row in rows
    )
    return sorted(columns(rows, "variance_id", "amount"))


HELD = "V1  1  overpayment  -300  0  2026-02-01  idle"


@pytest.mark.parametrize(
    ("overpayment", "refund", "expected"),
    [
        pytest.param(HELD, "1  1  refund  500", [("V1", -300)], id="all of it"),
        pytest.param(HELD, "1  1  refund  200", [("V1", -200)], id="a part of it"),
        pytest.param(
            HELD, "1  1  refund  300\n1  1  refund  -100", [("V1", -200)], id="what is sent back in all"
        ),
        pytest.param(HELD, "1  1  reversal  500", [], id="taken off documents, it is not sent back"),
        pytest.param(HELD, "1  2  refund  500", [], id="the row of the return itself"),
        pytest.param(HELD, "2  2  refund  500", [], id="of another payment"),
        pytest.param(HELD.replace("overpayment", "deduction"), "1  1  refund  500", [], id="no overpayment"),
        pytest.param(HELD.replace("-300", "0"), "1  1  refund  500", [], id="nothing is held"),
        pytest.param(
            HELD.replace("idle", "full"), "1  1  refund  500", [], id="its payment is reckoned anew"
        ),
    ],
)
def test_money_sent_back_closes_the_overpayment_it_rests_on(overpayment: str, refund: str, expected: list):
    assert sent_back(overpayment, refund=refund) == expected


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        pytest.param("V2  1  overpayment  -500  0  2026-02-02  idle", [("V2", -500)], id="same amount first"),
        pytest.param(
            "V2  1  overpayment  -400  0  2026-01-31  idle",
            [("V1", -100), ("V2", -400)],
            id="then the oldest",
        ),
        pytest.param(
            "V0  1  overpayment  -400  0  2026-02-01  idle", [("V0", -400), ("V1", -100)], id="then by id"
        ),
        pytest.param(
            "V2  2  overpayment  -500  0  2026-02-01  idle",
            [("V1", -300)],
            id="that of another payment not at all",
        ),
    ],
)
def test_which_overpayment_is_sent_back_first(second: str, expected: list):
    assert sent_back(HELD, second) == expected


RETURNED = "V1  1  overpayment  0  -300  2026-02-01  idle"


@pytest.mark.parametrize(
    ("overpayments", "expected"),
    [
        pytest.param([RETURNED], [("V1", 200)], id="as much as less was sent back"),
        pytest.param(
            [RETURNED, "V0  1  overpayment  0  -50  2026-02-02  idle"],
            [("V0", 50), ("V1", 150)],
            id="latest first",
        ),
        pytest.param(
            [RETURNED, "V2  1  overpayment  0  -50  2026-02-01  idle"],
            [("V1", 150), ("V2", 50)],
            id="of one night the last by id",
        ),
        pytest.param(
            [RETURNED, "V2  1  overpayment  0  -200  2026-02-02  idle"], [("V2", 200)], id="no more than that"
        ),
        pytest.param(
            [RETURNED, "V2  2  overpayment  0  -90  2026-02-02  idle"],
            [("V1", 200)],
            id="of that payment alone",
        ),
        pytest.param([RETURNED.replace("overpayment", "deduction")], [], id="no overpayment"),
        pytest.param([RETURNED.replace("-300", "0")], [], id="none was sent back"),
        pytest.param([RETURNED.replace("idle", "full")], [], id="its payment is reckoned anew"),
    ],
)
def test_money_sent_back_less_than_we_were_told_is_held_again(overpayments: list[str], expected: list):
    assert sent_back(*overpayments, refund="1  1  refund  -200") == expected
