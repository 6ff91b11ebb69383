"""What a lower gross takes back of write-offs, and what each document owes before tonight's matching and after."""

from __future__ import annotations

from typing import Any

import pytest

from tests.models.given import alike
from tests.models.running import column, columns, run_model

VARIANCE = {
    "company_code": "C", "invoice_number": "I1", "opened_date": "2026-02-01", "amount": 9000, "outcome": "dispute",
    "written_off_amount": 0,
}  # fmt: skip
ITEMS = "document_no  company_code  invoice_number\n10  C  I1\n11  C  I2\n12  D  I1"
FALL = "document_no  excess  from_disputes\n10  3000  0\n11  3000  0"


def unwritten(variances: str, fall: str = FALL, **given: str) -> list[tuple[Any, ...]]:
    rows = run_model(
        "unwritten",
        standing_variances=alike(variances, **VARIANCE),
        documents_in_play=ITEMS,
        restated=fall,
        **given,
    )
    return sorted(columns(rows, "variance_id", "document_no", "amount"))


@pytest.mark.parametrize(
    ("variances", "found"),
    [
        pytest.param("V1  2500  2026-02-02\nV2  2500  2026-02-01", [("V1", 10, 2500), ("V2", 10, 500)],
            id="the latest first"),
        pytest.param("V1  2500  2026-02-01\nV2  2500  2026-02-01", [("V1", 10, 500), ("V2", 10, 2500)],
            id="of one day the last first"),
        pytest.param("V1  3000  2026-02-02\nV2  2500  2026-02-01", [("V1", 10, 3000)], id="no more than is too much"),
        pytest.param("V1  0     2026-02-02", [], id="nothing where nothing was written off"),
    ],
)  # fmt: skip
def test_a_fall_of_30_takes_write_offs_back(variances: str, found: list[tuple[str, int, int]]):
    assert unwritten(f"variance_id  written_off_amount  opened_date\n{variances}") == found


def test_write_offs_are_taken_back_document_by_document():
    head = "variance_id  written_off_amount  company_code  invoice_number"
    assert unwritten(f"{head}\nV1  9000  C  I1\nV2  9000  C  I2\nV3  9000  D  I1") == [
        ("V1", 10, 3000),
        ("V2", 11, 3000),
    ]


OFF = "variance_id  written_off_amount\nV1  9000"
MOVED = "document_no  amount\n10  100\n11  5"


@pytest.mark.parametrize(
    ("given", "amount"),
    [
        pytest.param({"fall": "document_no  excess  from_disputes\n10  3000  400"}, 2600, id="disputes"),
        pytest.param({"restated_money": MOVED}, 2900, id="money"),
        pytest.param({"restated_discounts": MOVED}, 2900, id="the discount"),
        pytest.param({"restated_credits": MOVED}, 2900, id="credits"),
        pytest.param(
            {"restated_money": MOVED, "restated_discounts": MOVED, "restated_credits": MOVED},
            2700,
            id="all of them",
        ),
    ],
)
def test_write_offs_come_after(given: dict[str, str], amount: int):
    assert unwritten(OFF, **given) == [("V1", 10, amount)]


def test_no_write_off_is_taken_back_where_others_gave_all_of_it():
    assert unwritten(OFF, restated_money="document_no  amount\n10  3000") == []


SOURCE = "variance_id  mode\nV1  "


@pytest.mark.parametrize(
    ("row", "given", "amount"),
    [
        pytest.param("tolerance  5  0", {}, 5, id="what was tolerated"),
        pytest.param(
            "tolerance  5  0",
            {"variance_receipts": SOURCE + "idle"},
            5,
            id="what was tolerated of a payment that stands",
        ),
        pytest.param(
            "tolerance  5  0",
            {"variance_receipts": SOURCE + "full"},
            0,
            id="no tolerance that is found again",
        ),
        pytest.param(
            "tolerance  5  0",
            {"returned_variances": "variance_id\nV1"},
            0,
            id="no tolerance that went with a return",
        ),
        pytest.param(
            "dispute    5  3",
            {"variance_receipts": SOURCE + "full"},
            3,
            id="what people wrote off, though it is found again",
        ),
        pytest.param(
            "dispute    5  3",
            {"returned_variances": "variance_id\nV1"},
            3,
            id="what people wrote off, though it went",
        ),
        pytest.param("tolerance  -5  0", {}, 0, id="nothing that was tolerated too much"),
    ],
)
def test_a_write_off_that_is_taken_back_is(row: str, given: dict[str, str], amount: int):
    found = unwritten(f"variance_id  outcome  amount  written_off_amount\nV1  {row}", **given)
    assert found == ([("V1", 10, amount)] if amount else [])


def standing(**given: str) -> tuple[int, ...]:
    carried = "document_no  due  granted  disputed  closed\n10  1000  50  300  70\n11  0  0  0  0"
    rows = run_model("opening_balances", carried_balances=carried, **given)
    assert sorted(column(rows, "document_no")) == [10, 11]
    [found] = [row for row in rows if row["document_no"] == 10]
    return columns([found], "due", "granted", "disputed", "closed")[0]


FOUND_AGAIN = "variance_id  document_no  receipt_mode  original_amount\n"


@pytest.mark.parametrize(
    ("given", "found"),
    [
        pytest.param({}, (1000, 50, 300, 70), id="of which nothing moves owes what it did"),
        pytest.param({"restated_money": "document_no  amount\n10  20\n10  5\n11  7"}, (1025, 50, 300, 70),
            id="whose money moves back owes it again"),
        pytest.param({"restated_discounts": "document_no  amount\n10  20"}, (1020, 30, 300, 70),
            id="whose discount is shortened owes it again"),
        pytest.param({"restated_disputes": "document_no  amount\n10  20"}, (1000, 50, 280, 70), id="is disputed for less"),
        pytest.param({"restated_credits": "document_no  credit_no  amount\n10  11  20"}, (1020, 50, 300, 70),
            id="whose credit goes back owes it again"),
        pytest.param({"restated_credits": "document_no  credit_no  amount\n11  10  20"}, (980, 50, 300, 70),
            id="that is a memo has its credit again"),
        pytest.param({"unwritten": "variance_id  document_no  amount\nV1  10  20"}, (1020, 50, 300, 70),
            id="whose write-off is taken back owes it again"),
        pytest.param({"unwritten": "variance_id  document_no  amount\nV1  10  20",
                "disputes": FOUND_AGAIN + "V1  10  full  0"},
            (1020, 50, 300, 50), id="whose write-off is taken back of a variance found again has less closed"),
        pytest.param({"unwritten": "variance_id  document_no  amount\nV1  10  20",
                "disputes": FOUND_AGAIN + "V1  10  idle  0"},
            (1020, 50, 300, 70), id="whose write-off is taken back of a variance that stands has as much closed"),
        pytest.param({"uncredited": "variance_id  amount\nV1  20", "disputes": FOUND_AGAIN + "V1  10  full  90"},
            (1000, 50, 300, 50), id="whose credit goes back from a dispute found again has less closed"),
        pytest.param({"uncredited": "variance_id  amount\nV1  20", "disputes": FOUND_AGAIN + "V1  10  full  0"},
            (1000, 50, 300, 70), id="whose credit goes back from what was never disputed has as much closed"),
        pytest.param({"uncredited": "variance_id  amount\nV1  20", "disputes": FOUND_AGAIN + "V1  10  idle  90"},
            (1000, 50, 300, 70), id="whose credit goes back from a dispute that stands has as much closed"),
    ],
)  # fmt: skip
def test_a_document(given: dict[str, str], found: tuple[int, ...]):
    assert standing(**given) == found
