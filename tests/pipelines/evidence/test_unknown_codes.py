"""Codes that nobody has mapped are listed, with what their cases turned out to be."""

from datetime import date
from typing import Any

import pyarrow as pa
import pytest

from pipelines.catalog import BOOKS
from pipelines.policy import load_policy
from pipelines.reason_codes import list_unknown_codes

NIGHT, LATER = date(2026, 3, 10), date(2026, 3, 11)
Row = dict[str, Any]


def rows(book: str, *given: Row) -> pa.Table:
    table = BOOKS[book]
    return pa.Table.from_pylist(
        [dict.fromkeys(table.names) | row for row in given], schema=table.arrow_schema
    )


def variance(number: int, cause: str, code: str | None = "X7", **changes: Any) -> Row:
    dispute_type, dispute_subtype = cause.split("/")
    return {
        "variance_id": f"V{number}", "payer_id": "P1", "reason_code": code, "outcome": "dispute",
        "dispute_type": dispute_type, "dispute_subtype": dispute_subtype, "changed_date": NIGHT, **changes,
    }  # fmt: skip


def listed(
    *variances: Row, mapped: tuple[Row, ...] = (), before: pa.Table | None = None, night: date = NIGHT
) -> dict:
    return list_unknown_codes(
        BOOKS["book_coded_variances"].empty() if before is None else before,
        rows("book_variances", *variances),
        rows("book_payers", {"payer_id": "P1", "name": "Payer One"}),
        rows("book_reason_codes", *mapped),
        load_policy(),
        night,
    )


SHORT, PRICE, UNKNOWN = "short_ship/quantity", "pricing/contract_price", "other/unexplained"


def test_a_code_with_what_its_cases_turned_out_to_be():
    found = listed(
        variance(1, SHORT, reason_text="SEE LIST"), variance(2, PRICE), variance(3, SHORT), variance(4, UNKNOWN),
        variance(5, SHORT, outcome="settled_by_credit"),
    )["unknown_reason_codes"]  # fmt: skip
    assert found.to_pylist() == [
        {
            "payer_id": "P1", "payer_name": "Payer One", "reason_code": "X7", "use_count": 5,
            "turned_out": "short_ship/quantity 2, other/unexplained 1, pricing/contract_price 1, settled_by_credit 1",
            "likely_type": "short_ship", "likely_subtype": "quantity", "likely_count": 2, "reason_text": "SEE LIST",
            "last_seen_date": NIGHT,
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "mapped"),
    [
        pytest.param(variance(1, SHORT, code=None), (), id="no code"),
        pytest.param(variance(1, SHORT, stated_type="pricing"), (), id="a known code"),
        pytest.param(variance(1, SHORT, code="A7"), (), id="a code that opens no case is known"),
        pytest.param(variance(1, SHORT, outcome="withdrawn"), (), id="what went away"),
        pytest.param(
            variance(1, SHORT), ({"payer_id": "P1", "reason_code": "x7", "dispute_type": "pricing"},), id="mapped since",
        ),
    ],
)  # fmt: skip
def test_nothing_to_map(row, mapped):
    assert listed(row, mapped=mapped)["unknown_reason_codes"].num_rows == 0


def test_the_next_night_needs_only_its_own_variances():
    book = listed(variance(1, SHORT), variance(2, UNKNOWN))["book_coded_variances"]
    found = listed(variance(2, PRICE, changed_date=LATER), before=book, night=LATER)["unknown_reason_codes"]
    row = found.to_pylist()[0]
    assert (row["use_count"], row["turned_out"]) == (2, "pricing/contract_price 1, short_ship/quantity 1")
    assert row["last_seen_date"] == LATER


def test_no_payer_is_a_payer_too():
    found = listed(variance(1, SHORT, payer_id=""))["unknown_reason_codes"].to_pylist()
    assert [(row["payer_id"], row["payer_name"], row["use_count"]) for row in found] == [("", None, 1)]
